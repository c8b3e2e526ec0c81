using System.Net;
using System.Text.Json;
using Workflows.Activities.Tests.Notifications;

namespace Workflows.Local.Tests;

/// <summary><c>demo --gate</c> as a process of its own, with a real repository, real links and a receiver that counts.</summary>
public sealed class GateDemoTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly TempFolder _folder = new();
    private readonly Cli _cli;

    public GateDemoTests() => _cli = new Cli(Path.Combine(_folder.Path, ".workflows"));

    private string Repository => Path.Combine(_cli.DataFolder, "demo-repository.git");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_demo_that_is_killed_while_it_waits_and_again_after_its_push_decides_commits_and_tells_once()
    {
        await using var receiver = await NoticeReceiver.StartAsync();
        var settings = new Dictionary<string, string> { ["Notifications__Webhooks"] = receiver.Url };

        string gate, run;
        await using (var first = Demo(settings))
        {
            (gate, run, _) = Waiting(await first.AnnouncementAsync());
            // Until it is on record that the receiver has it, a crash tells it again under the same id.
            await UntilAsync(async () => (await EntriesAsync(run)).Contains("notification"));
            await first.KillAsync();
        }

        await using (var second = Demo(settings))
        {
            Assert.Equal(gate, Waiting(await second.AnnouncementAsync()).Gate);
            var branch = Path.Combine(Repository, "refs", "heads", "workflows", run);
            Assert.False(File.Exists(branch));
            var pushed = UntilAsync(() => Task.FromResult(File.Exists(branch)));
            // It may be gone before it has answered.
            var approved = _cli.RunAsync("approve", gate, "--by", "ada");
            await pushed;
            await second.KillAsync();
            await approved;
        }

        var ended = (await _cli.RunAsync("watch", run)).Expect(ExitCode.Success).Out;
        Assert.Contains("approve by ada", ended, StringComparison.Ordinal);
        Assert.Equal("1", await Git.AskAsync(Repository, "rev-list", "--count", $"main..workflows/{run}"));
        Assert.Equal("ada", await Git.AskAsync(Repository, "log", "-1", "--format=%an", $"workflows/{run}"));
        Assert.StartsWith(gate + "/", Assert.Single(receiver.Received)["X-Workflows-Delivery"], StringComparison.Ordinal);
        var entries = await EntriesAsync(run);
        Assert.All(["gate-opened", "notification", "decision", "commit"], kind => Assert.Single(entries, kind));
        (await _cli.RunAsync("audit", "verify")).Expect(ExitCode.Success);
    }

    [Fact]
    public async Task The_signed_link_that_is_printed_finishes_the_demo_once()
    {
        await using var demo = Demo(new Dictionary<string, string>());
        var (gate, run, link) = Waiting(await demo.AnnouncementAsync());
        using var http = new HttpClient();
        Assert.Contains("Tests for Ping", await http.GetStringAsync(link), StringComparison.Ordinal);
        Assert.Equal("Open", (await _cli.RunAsync("gates", "show", gate, "--json")).Expect(ExitCode.Success).Json().GetProperty("gate").GetProperty("state").GetString());

        using var decided = await http.PostAsync(link, new FormUrlEncodedContent([new("decision", "Approve")]));
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);

        var report = (await demo.ExitAsync()).Expect(ExitCode.Success).Json();
        var delivery = report.GetProperty("runs")[0].GetProperty("run").GetProperty("delivery");
        Assert.Equal(("approve", Environment.UserName), (delivery.GetProperty("decision").GetString(), delivery.GetProperty("by").GetString()));
        Assert.Equal(await Git.AskAsync(Repository, "rev-parse", $"workflows/{run}"), delivery.GetProperty("commit").GetProperty("sha").GetString());
        Assert.Contains("(link)", await Git.AskAsync(Repository, "log", "-1", "--format=%B", $"workflows/{run}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_approves_itself_where_it_is_told_to_and_records_that()
    {
        var result = (await WorkflowsProcess.Start(_folder.Path, new Dictionary<string, string>(), "demo", "--gate", "--auto-approve", "--urls", "http://127.0.0.1:0").ExitAsync()).Expect(ExitCode.Success);

        Assert.Contains("Approved by: auto-approve (auto)", result.Out, StringComparison.Ordinal);
        Assert.Contains("PingTests.cs", result.Out, StringComparison.Ordinal);
        Assert.Contains("\"channel\":\"auto\"", (await _cli.RunAsync("audit", "export")).Expect(ExitCode.Success).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_leaves_a_configured_repository_alone()
    {
        var settings = new Dictionary<string, string> { ["SourceControl__Repository"] = Path.Combine(_folder.Path, "real.git") };

        var refused = (await WorkflowsProcess.Start(_folder.Path, settings, "demo", "--gate", "--urls", "http://127.0.0.1:0").ExitAsync()).Expect(ExitCode.Usage);

        Assert.Contains("SourceControl:Repository", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Repository));
    }

    private WorkflowsProcess Demo(Dictionary<string, string> settings) => WorkflowsProcess.Start(_folder.Path, settings, "demo", "--gate", "--urls", "http://127.0.0.1:0", "--json");

    private static (string Gate, string Run, Uri Link) Waiting(JsonElement report) => (
        report.GetProperty("gate").GetProperty("gateId").GetString()!, report.GetProperty("run").GetProperty("runId").GetString()!, new Uri(report.GetProperty("link").GetString()!));

    private async Task<List<string>> EntriesAsync(string run)
    {
        var exported = await _cli.RunAsync("audit", "export", "--run", run);
        return [.. exported.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using var entry = JsonDocument.Parse(line);
            return entry.RootElement.GetProperty("kind").GetString()!;
        })];
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            await Task.Delay(5, patience.Token);
        }
    }
}
