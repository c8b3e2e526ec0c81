using System.Net;
using System.Net.Sockets;
using System.Text;
using Workflows.Activities.Execution.Results;

namespace Workflows.Activities.Tests.Execution;

/// <summary>What code inside the sandbox can reach, and what it cannot.</summary>
public sealed class SandboxTests
{
    [Fact]
    public async Task Files_variables_and_processes_of_the_machine_are_out_of_reach()
    {
        await using var fenced = Fenced.In("Bubblewrap", ("ApiKey", "only-this"));
        Environment.SetEnvironmentVariable("WORKFLOWS_TEST_SECRET", "secret-of-the-parent");

        var run = await fenced.RunAsync("""
            using System.Diagnostics;
            public sealed class Inside
            {
                [Fact] public void No_shadow() => Assert.False(File.Exists("/etc/shadow"));
                [Fact] public void No_passwd() => Assert.False(File.Exists("/etc/passwd"));
                [Fact] public void No_homes() => Assert.Empty(new[] { "/root", "/home", "/srv", "/var", "/opt" }.Where(Directory.Exists));
                [Fact] public void No_secret() => Assert.Null(Environment.GetEnvironmentVariable("WORKFLOWS_TEST_SECRET"));
                [Fact] public void The_key() => Assert.Equal("only-this", Environment.GetEnvironmentVariable("API_KEY"));
                [Fact] public void No_other_variable() => Assert.DoesNotContain(Environment.GetEnvironmentVariables().Keys.Cast<string>(), name =>
                    !(name.StartsWith("DOTNET_") || name.StartsWith("API_") || name is "PATH" or "HOME" or "TMPDIR" or "LANG" or "PWD" or "OLDPWD" or "SHLVL" or "_" or "http_proxy" or "https_proxy" or "HTTP_PROXY" or "HTTPS_PROXY"));
                [Fact] public void Few_processes() => Assert.InRange(Process.GetProcesses().Length, 1, 5);
                [Fact] public void No_environment_of_others() => Assert.DoesNotContain("secret-of-the-parent",
                    string.Concat(Directory.GetDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)).Select(path => { try { return File.ReadAllText(path + "/environ"); } catch (Exception) { return ""; } })));
                [Fact] public void Usr_is_read_only() => Assert.ThrowsAny<Exception>(() => File.WriteAllText("/usr/x", "x"));
                [Fact] public void Job_is_read_only() => Assert.ThrowsAny<Exception>(() => File.WriteAllText("/job/x", "x"));
                [Fact] public void Scratch_is_writable() { File.WriteAllText("/tmp/x", "x"); Assert.Equal("x", File.ReadAllText("/tmp/x")); }
                [Fact] public void Files_are_bounded() { using var big = File.Create("/tmp/big"); var some = new byte[1 << 20]; for (var i = 0; i < 100; i++) { big.Write(some); } }
            }
            """);

        Assert.Equal(
            ["Inside.Files_are_bounded: The process wrote a larger file than allowed."],
            run.Results.Where(result => result.Outcome != TestOutcome.Passed).Select(result => $"{result.Name}: {result.Message}"));
    }

    [Fact]
    public async Task A_fork_bomb_stays_inside_and_ends_with_its_test()
    {
        await using var fenced = Fenced.In("Bubblewrap");

        var run = await fenced.RunAsync("""
            using System.Diagnostics;
            public sealed class Forks
            {
                [Fact]
                public async Task Without_end()
                {
                    Process.Start("/bin/sh", ["-c", "f() { f | f & }; f"]);
                    await Task.Delay(-1);
                }

                [Fact] public void Then() => Assert.NotEqual(1, 2);
            }
            """);

        Assert.Equal(TestOutcome.Broken, Fenced.The(run, "Without_end").Outcome);
        Assert.Equal(TestOutcome.Passed, Fenced.The(run, "Then").Outcome);
    }

    [Fact]
    public async Task An_api_over_tls_is_reached_end_to_end_and_no_other_is()
    {
        await using var api = await SmallApi.StartSecureAsync();
        await using var other = await SmallApi.StartSecureAsync();
        await using var fenced = Fenced.In("Bubblewrap");

        var run = await fenced.RunAsync($$"""
            public sealed class Secure
            {
                private static readonly HttpClient Client = new(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });

                [Fact] public async Task The_api() => Assert.Equal("pong", await Client.GetStringAsync(Environment.GetEnvironmentVariable("API_BASE_URL") + "/ping"));
                [Fact] public async Task Not_another() => await Assert.ThrowsAsync<HttpRequestException>(() => Client.GetStringAsync("{{other.Url}}/ping"));
                [Fact] public async Task Not_without_trust() { using var strict = new HttpClient(); await Assert.ThrowsAsync<HttpRequestException>(() => strict.GetStringAsync(Environment.GetEnvironmentVariable("API_BASE_URL") + "/ping")); }
            }
            """, api.Url);

        Assert.Equal(3, run.Results.Count);
        Assert.All(run.Results, result => Assert.True(result.Outcome == TestOutcome.Passed, $"{result.Name}: {result.Message}"));
    }

    [Fact]
    public async Task Of_the_network_only_the_base_url_is_there()
    {
        await using var api = await SmallApi.StartAsync();
        await using var other = await SmallApi.StartAsync();
        await using var fenced = Fenced.In("Bubblewrap");

        var run = await fenced.RunAsync($$"""
            using System.Net;
            using System.Net.Sockets;
            public sealed class Reach
            {
                private static readonly HttpClient Client = new();
                private static readonly string Api = Environment.GetEnvironmentVariable("API_BASE_URL")!;

                [Fact] public async Task The_api() => Assert.Equal("pong", await Client.GetStringAsync(Api + "/ping"));
                [Fact] public async Task Not_another_port() => Assert.Equal(HttpStatusCode.Forbidden, (await Client.GetAsync("{{other.Url}}/ping")).StatusCode);
                [Fact] public async Task Not_another_host() => Assert.Equal(HttpStatusCode.Forbidden, (await Client.GetAsync("http://192.0.2.1/")).StatusCode);
                [Fact] public async Task Not_by_tunnel() => await Assert.ThrowsAsync<HttpRequestException>(() => Client.GetAsync("https://127.0.0.1:{{new Uri(other.Url).Port}}/"));
                [Fact] public async Task Not_past_the_proxy()
                {
                    using var direct = new HttpClient(new HttpClientHandler { UseProxy = false });
                    await Assert.ThrowsAsync<HttpRequestException>(() => direct.GetAsync("{{other.Url}}/ping"));
                }
                [Fact] public async Task Not_by_socket()
                {
                    using var tcp = new TcpClient();
                    await Assert.ThrowsAnyAsync<SocketException>(() => tcp.ConnectAsync("127.0.0.1", {{new Uri(other.Url).Port}}));
                }
            }
            """, api.Url);

        Assert.Empty(run.Results.Where(result => result.Outcome != TestOutcome.Passed).Select(result => $"{result.Name}: {result.Message}"));
        Assert.Contains($"[network] refused: GET to {new Uri(other.Url).Authority}", Encoding.UTF8.GetString(run.Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_to_the_api_changes_nothing_on_it()
    {
        await using var api = await SmallApi.StartAsync();
        await using var fenced = Fenced.In("Bubblewrap");

        var run = await fenced.RunAsync("""
            using System.Net;
            using System.Net.Http.Headers;
            public sealed class Way
            {
                private static readonly HttpClient Client = new() { BaseAddress = new Uri(Environment.GetEnvironmentVariable("API_BASE_URL")!) };

                [Fact] public async Task Target() => Assert.Equal("/target?a=%2Fb&c=%C3%A4", await Client.GetStringAsync("/target?a=%2Fb&c=ä"));
                [Fact] public async Task Keep_alive() => Assert.Equal(await Client.GetStringAsync("/connection"), await Client.GetStringAsync("/connection"));
                [Fact] public async Task Body_of_known_length() => Assert.Equal("3000000 ", await Send(new ByteArrayContent(new byte[3_000_000])));
                [Fact] public async Task Body_in_chunks()
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, "/length") { Content = new StreamContent(new MemoryStream(new byte[300_000])) };
                    request.Headers.TransferEncodingChunked = true;
                    using var response = await Client.SendAsync(request);
                    Assert.Equal("300000 chunked", await response.Content.ReadAsStringAsync());
                    Assert.Equal("pong", await Client.GetStringAsync("/ping"));
                }
                [Fact] public async Task Expect_continue()
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, "/length") { Content = new StringContent("abc") };
                    request.Headers.ExpectContinue = true;
                    Assert.Equal("3 ", await (await Client.SendAsync(request)).Content.ReadAsStringAsync());
                }
                [Fact] public async Task Many_at_once() => Assert.All(await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Client.GetStringAsync("/ping"))), one => Assert.Equal("pong", one));
                [Fact] public async Task Head() => Assert.Equal(HttpStatusCode.MethodNotAllowed, (await Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/length"))).StatusCode);

                private static async Task<string> Send(HttpContent content) => await (await Client.PostAsync("/length", content)).Content.ReadAsStringAsync();
            }
            """, api.Url);

        Assert.Empty(run.Results.Where(result => result.Outcome != TestOutcome.Passed).Select(result => $"{result.Name}: {result.Message}"));
    }

    [Fact]
    public async Task An_api_that_is_not_there_is_named_in_the_log()
    {
        using var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        var port = ((IPEndPoint)unused.LocalEndpoint).Port;
        unused.Stop();
        await using var fenced = Fenced.In("Bubblewrap");

        var run = await fenced.RunAsync("""
            public sealed class Nobody
            {
                [Fact] public async Task Answers() => Assert.Equal(200, (int)(await new HttpClient().GetAsync(Environment.GetEnvironmentVariable("API_BASE_URL"))).StatusCode);
            }
            """, $"http://127.0.0.1:{port}");

        Assert.Contains("502", Fenced.The(run, "Answers").Message, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{port} cannot be reached: Connection refused", Encoding.UTF8.GetString(run.Log), StringComparison.Ordinal);
    }
}
