using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Workflows.Local.Tests;

/// <summary>Keys from the command line, and hosts that ask for them.</summary>
public sealed class KeysCommandTests : IDisposable
{
    private static readonly Dictionary<string, string> NoSettings = [];

    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, ".workflows");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_key_is_told_once_and_kept_as_its_hash()
    {
        var cli = new Cli(Data);

        var created = (await cli.RunAsync("keys", "create", "--user", "alice", "--project", "web", "--person", "Alice Smith", "--scopes", "read,decide", "--label", "laptop", "--expires-days", "30", "--json"))
            .Expect(ExitCode.Success).Json();
        var key = created.GetProperty("key").GetString()!;
        var plain = (await cli.RunAsync("keys", "create", "--user", "bob", "--project", "web", "--scopes", "run")).Expect(ExitCode.Success);
        var listed = (await cli.RunAsync("keys", "list", "--json")).Expect(ExitCode.Success);
        var shown = (await cli.RunAsync("keys", "list")).Expect(ExitCode.Success);

        Assert.Matches("^wf_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$", key);
        Assert.Matches("^wf_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$", plain.Out.Trim());
        var first = listed.Json().GetProperty("keys")[0];
        Assert.Equal("alice/web Alice Smith laptop good", $"{Text(first, "user")}/{Text(first, "project")} {Text(first, "person")} {Text(first, "label")} {Text(first, "state")}");
        Assert.Equal(["read", "decide"], first.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Equal(TimeSpan.FromDays(30), first.GetProperty("expiresAt").GetDateTime() - first.GetProperty("createdAt").GetDateTime());
        foreach (var secret in new[] { key[^43..], plain.Out.Trim()[^43..] })
        {
            Assert.DoesNotContain(secret, listed.Out + shown.Out + await File.ReadAllTextAsync(Path.Combine(Data, "api-keys.json")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_revoked_key_stays_in_the_list_and_an_unknown_one_is_named()
    {
        var cli = new Cli(Data);
        var id = (await cli.RunAsync("keys", "create", "--user", "alice", "--project", "web", "--scopes", "read", "--json")).Json().GetProperty("record").GetProperty("id").GetString()!;

        Assert.Equal("revoked", (await cli.RunAsync("keys", "revoke", id, "--json")).Expect(ExitCode.Success).Json().GetProperty("state").GetString());
        Assert.Contains("revoked", (await cli.RunAsync("keys", "list")).Expect(ExitCode.Success).Out, StringComparison.Ordinal);
        Assert.Contains("There is no key", (await cli.RunAsync("keys", "revoke", "nothing")).Expect(ExitCode.NotFound).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--user", "Alice", "--project", "web", "--scopes", "read")]
    [InlineData("--user", "a~b", "--project", "web", "--scopes", "read")]
    [InlineData("--user", "alice", "--project", "../x", "--scopes", "read")]
    [InlineData("--user", "alice", "--project", "web", "--scopes", "")]
    [InlineData("--user", "alice", "--project", "web", "--scopes", "read,root")]
    [InlineData("--user", "alice", "--project", "web", "--scopes", "0")]
    [InlineData("--user", "alice", "--project", "web")]
    [InlineData("--user", "alice", "--project", "web", "--scopes", "read", "--expires-days", "0")]
    [InlineData("--user", "alice", "--project", "web", "--scopes", "read", "--person", "a\nb")]
    public async Task A_key_that_makes_no_sense_is_refused(params string[] args)
    {
        (await new Cli(Data).RunAsync(["keys", "create", .. args])).Expect(ExitCode.Usage);
        Assert.False(File.Exists(Path.Combine(Data, "api-keys.json")));
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://some.name.example:0")]
    public async Task Beyond_this_machine_nothing_listens_without_a_good_key(string url)
    {
        var cli = new Cli(Data);
        var advice = (await cli.RunAsync("serve", "--urls", url)).Expect(ExitCode.Usage).Error;
        Assert.Contains("keys create", advice, StringComparison.Ordinal);
        // Pasted into a shell it makes the key that is missing, and not one for another host.
        Assert.Contains($"--data {Data}", advice, StringComparison.Ordinal);
        var id = (await cli.RunAsync("keys", "create", "--user", "alice", "--project", "web", "--scopes", "read", "--json")).Json().GetProperty("record").GetProperty("id").GetString()!;
        await cli.RunAsync("keys", "revoke", id);

        Assert.Contains("Refusing to listen", (await cli.RunAsync("serve", "--urls", url)).Expect(ExitCode.Usage).Error, StringComparison.Ordinal);
        Assert.Contains("Refusing to listen", (await cli.RunAsync("demo", "1", "--gate", "--urls", url)).Expect(ExitCode.Usage).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Data, "hub.db")));
    }

    [Fact]
    public async Task A_host_whose_agents_could_reach_it_does_not_listen_while_whoever_reaches_it_may_do_everything()
    {
        var networked = new Dictionary<string, string> { ["Agents__Implementer__Command"] = "some-agent", ["Agents__Implementer__Network"] = "true" };
        await using (var open = WorkflowsProcess.Start(_folder.Path, networked, "serve", "--urls", "http://127.0.0.1:0", "--json"))
        {
            var refused = (await open.ExitAsync()).Expect(ExitCode.Usage).Error;
            Assert.Contains("Agents:Implementer:Network lets its program reach this host", refused, StringComparison.Ordinal);
            Assert.Contains("keys create", refused, StringComparison.Ordinal);
        }

        await KeyAsync(new Cli(Data), "alice", "read");
        await using var keyed = WorkflowsProcess.Start(_folder.Path, networked, "serve", "--urls", "http://127.0.0.1:0", "--json");
        Assert.True((await keyed.AnnouncementAsync()).GetProperty("keyRequired").GetBoolean());
    }

    [Fact]
    public async Task A_host_asks_for_keys_from_the_first_one_on_and_its_own_user_goes_on_without()
    {
        await using var serve = WorkflowsProcess.Start(_folder.Path, NoSettings, "serve", "--urls", "http://127.0.0.1:0", "--json");
        var announced = await serve.AnnouncementAsync();
        Assert.False(announced.GetProperty("keyRequired").GetBoolean());
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(announced.GetProperty("url").GetString()!) };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("v1/runs")).StatusCode);

        var cli = new Cli(Data);
        var alice = await KeyAsync(cli, "alice", "read,run,decide");
        var bob = await KeyAsync(cli, "bob", "read");

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("v1/runs")).StatusCode);
        var accepted = (await cli.RunAsync("generate", Path.Combine(Cli.Examples, "ping.json"), "--check-only", "--watch", "--json", "--key", alice)).Expect(ExitCode.Success).Json();
        var run = accepted.GetProperty("runId").GetString()!;
        Assert.StartsWith("alice~web~", run, StringComparison.Ordinal);
        Assert.Equal([run], await RunsAsync(cli, "--key", alice));
        Assert.Empty(await RunsAsync(cli, "--key", bob));
        Assert.Equal([run], await RunsAsync(cli));
        Assert.Contains("scope 'run'", (await cli.RunAsync("generate", Path.Combine(Cli.Examples, "ping.json"), "--check-only", "--key", bob)).Expect(ExitCode.Refused).Error, StringComparison.Ordinal);
        (await cli.RunAsync("status", run, "--key", bob)).Expect(ExitCode.NotFound);
        (await cli.RunAsync("status", run["alice~web~".Length..], "--key", alice)).Expect(ExitCode.Success);

        await cli.RunAsync("keys", "revoke", alice[3..15]);
        Assert.Contains("was revoked", (await cli.RunAsync("list", "--key", alice)).Expect(ExitCode.Refused).Error, StringComparison.Ordinal);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bob);
        Assert.Equal("bob", (await http.GetFromJsonAsync<JsonElement>("v1/me")).GetProperty("person").GetString());
    }

    [Fact]
    public async Task The_token_of_the_hosts_user_can_be_read_by_that_user_alone_and_dies_with_the_host()
    {
        var cli = new Cli(Data);
        await KeyAsync(cli, "alice", "read");
        string token;
        await using (var serve = WorkflowsProcess.Start(_folder.Path, NoSettings, "serve", "--urls", "http://127.0.0.1:0", "--json"))
        {
            await serve.AnnouncementAsync();
            var address = Path.Combine(Data, "host.json");
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(address));
            }

            token = JsonDocument.Parse(await File.ReadAllBytesAsync(address)).RootElement.GetProperty("token").GetString()!;
            Assert.Equal(0, await serve.StopAsync());
        }

        await using var next = WorkflowsProcess.Start(_folder.Path, NoSettings, "serve", "--urls", "http://127.0.0.1:0", "--json");
        var announced = await next.AnnouncementAsync();
        Assert.True(announced.GetProperty("keyRequired").GetBoolean());
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(announced.GetProperty("url").GetString()!) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("v1/runs")).StatusCode);
        Assert.Empty(await RunsAsync(cli));
    }

    [Fact]
    public async Task With_a_key_a_host_listens_for_other_machines_and_commands_find_it()
    {
        var cli = new Cli(Data);
        var key = await KeyAsync(cli, "alice", "admin");
        await using var serve = WorkflowsProcess.Start(_folder.Path, NoSettings, "serve", "--urls", "http://0.0.0.0:0", "--json");
        var announced = await serve.AnnouncementAsync();
        Assert.StartsWith("http://127.0.0.1:", announced.GetProperty("url").GetString(), StringComparison.Ordinal);

        await cli.RunAsync("keys", "revoke", key[3..15]);
        File.Delete(Path.Combine(Data, "api-keys.json"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(announced.GetProperty("url").GetString()!) };

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("v1/runs")).StatusCode);
        Assert.Empty(await RunsAsync(cli));
    }

    [Fact]
    public async Task Without_a_host_a_command_acts_as_the_key_that_it_was_given()
    {
        var cli = new Cli(Data);
        var (alice, bob) = (await KeyAsync(cli, "alice", "read,run"), await KeyAsync(cli, "bob", "read,run"));

        var run = (await cli.RunAsync("generate", Path.Combine(Cli.Examples, "ping.json"), "--check-only", "--json", "--key", alice)).Expect(ExitCode.Success).Json().GetProperty("runId").GetString()!;

        Assert.StartsWith("alice~web~", run, StringComparison.Ordinal);
        (await cli.RunAsync("status", run, "--key", bob)).Expect(ExitCode.NotFound);
        (await cli.RunAsync("status", run)).Expect(ExitCode.Success);
        (await cli.RunAsync("list", "--key", "wf_nonsense")).Expect(ExitCode.Usage);
    }

    private static string? Text(JsonElement key, string name) => key.GetProperty(name).GetString();

    private static async Task<string> KeyAsync(Cli cli, string user, string scopes) =>
        (await cli.RunAsync("keys", "create", "--user", user, "--project", "web", "--scopes", scopes, "--json")).Expect(ExitCode.Success).Json().GetProperty("key").GetString()!;

    private static async Task<IReadOnlyList<string?>> RunsAsync(Cli cli, params string[] more) =>
        [.. (await cli.RunAsync(["list", "--all", "--json", .. more])).Expect(ExitCode.Success).Json().GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("runId").GetString())];
}
