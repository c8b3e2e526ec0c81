using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Local.Tests;

public sealed class DemoTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Cli _cli;

    public DemoTests() => _cli = new Cli(Path.Combine(_folder.Path, "data"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_examples_pass_all_their_tests()
    {
        var report = (await _cli.RunAsync("demo", "--json")).Expect(ExitCode.Success).Json();
        Assert.True(report.GetProperty("passed").GetBoolean());
        var runs = report.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal([1, 2, 3], runs.Select(run => run.GetProperty("example").GetInt32()));
        Assert.All(runs, demo =>
        {
            var run = demo.GetProperty("run");
            Assert.Equal("testsPassed", run.GetProperty("outcome").GetString());
            Assert.Equal("offline", run.GetProperty("model").GetString());
            Assert.NotEqual(JsonValueKind.Null, run.GetProperty("failover").ValueKind);
            Assert.True(run.GetProperty("tests").GetProperty("passed").GetInt32() > 0);
            Assert.Equal(run.GetProperty("tests").GetProperty("total").GetInt32(), run.GetProperty("results").GetArrayLength());
            AssertAllOperationsCovered(run);
            Assert.True(Directory.Exists(run.GetProperty("artifactsLocation").GetString()));
        });
    }

    [Fact]
    public async Task One_example_for_people_tells_run_model_tests_time_and_place()
    {
        var text = (await _cli.RunAsync("demo", "1")).Expect(ExitCode.Success).Out;
        Assert.Contains("ping.json", text, StringComparison.Ordinal);
        Assert.Contains("model      offline", text, StringComparison.Ordinal);
        Assert.Contains("0 failed", text, StringComparison.Ordinal);
        Assert.Contains(text.Contains("(bubblewrap", StringComparison.Ordinal) ? "coverage   operations covered 1 of 1\n" : "not measured: ", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains(_cli.DataFolder, text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public async Task A_run_of_a_demo_that_has_ended_is_forked_and_restarted_against_the_same_API()
    {
        var run = (await _cli.RunAsync("demo", "1", "--json")).Expect(ExitCode.Success).Json().GetProperty("runs")[0].GetProperty("run").GetProperty("runId").GetString()!;
        // Another demo asks at the same address, and does not take it away from those before it.
        (await _cli.RunAsync("demo", "1", "--json")).Expect(ExitCode.Success);

        var fork = (await _cli.RunAsync("fork", run, "--from", "ExecuteTests", "--json")).Expect(ExitCode.Success).Json();
        Assert.Equal(("testsPassed", 0), (fork.GetProperty("outcome").GetString(), fork.GetProperty("tests").GetProperty("failed").GetInt32()));
        var again = (await _cli.RunAsync("restart", run, "--new-id", "--json")).Expect(ExitCode.Success).Json().GetProperty("newRunId").GetString()!;
        var watched = (await _cli.RunAsync("watch", again, "--json")).Expect(ExitCode.Success);
        Assert.Contains("testsPassed", watched.Out, StringComparison.Ordinal);
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(_cli.DataFolder, "demo-api.txt")));
    }

    [Fact]
    public async Task An_API_that_is_not_there_fails_the_run_and_not_its_tests_and_a_rewind_goes_on_once_it_is()
    {
        var (server, url) = await SampleApi.SampleServer.StartAsync(CancellationToken.None);
        await server.DisposeAsync();
        var failed = (await _cli.RunAsync("generate", Path.Combine(Cli.Examples, "ping.json"), "--base-url", url, "--json")).Expect(ExitCode.RunFailed).Json();
        Assert.Equal(JsonValueKind.Null, failed.GetProperty("tests").ValueKind);
        Assert.Matches("Nothing answers at http://127.0.0.1:[0-9]+ .*Start the API there and rewind the run", failed.GetProperty("error").GetProperty("message").GetString());

        await using var back = (await SampleApi.SampleServer.StartAsync(url, CancellationToken.None)).Server;
        var id = failed.GetProperty("runId").GetString()!;
        (await _cli.RunAsync("rewind", id)).Expect(ExitCode.Success);
        Assert.Contains("testsPassed", (await _cli.RunAsync("watch", id, "--json")).Expect(ExitCode.Success).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_API_that_answers_wrongly_fails_its_tests_and_the_exit_code_says_so()
    {
        await using var broken = await StartBrokenApiAsync();
        var url = broken.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        var result = (await _cli.RunAsync("generate", Path.Combine(Cli.Examples, "ping.json"), "--base-url", url, "--json")).Expect(ExitCode.TestsFailed).Json();
        Assert.Equal("testsFailed", result.GetProperty("outcome").GetString());
        Assert.True(result.GetProperty("tests").GetProperty("failures").GetArrayLength() > 0);
    }

    private static void AssertAllOperationsCovered(JsonElement run)
    {
        var tests = run.GetProperty("tests");
        var coverage = tests.GetProperty("apiCoverage");
        if (tests.GetProperty("isolation").GetString()!.StartsWith("bubblewrap", StringComparison.Ordinal))
        {
            Assert.True(coverage.GetProperty("operations").GetInt32() > 0);
            Assert.Equal(coverage.GetProperty("operations").GetInt32(), coverage.GetProperty("requested").GetInt32());
        }
        else
        {
            Assert.Equal(JsonValueKind.Null, coverage.GetProperty("requested").ValueKind);
            Assert.Contains("bubblewrap", coverage.GetProperty("notMeasured").GetString(), StringComparison.Ordinal);
        }
    }

    private static async Task<WebApplication> StartBrokenApiAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return app;
    }
}
