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
