using System.Text.Json;
using Workflows.Activities.Execution;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Tests.Execution;

/// <summary>Which operations the executed tests requested, measured on what leaves the sandbox.</summary>
public sealed class ApiCoverageTests
{
    private const string Document = """
        {"openapi":"3.0.3","info":{"title":"Small","version":"1"},"paths":{
          "/ping":{"get":{"responses":{"200":{"description":"ok"}}}},
          "/length":{"post":{"responses":{"200":{"description":"ok"}}},"get":{"responses":{"200":{"description":"ok"}}}},
          "/target":{"get":{"responses":{"200":{"description":"ok"}}}}}}
        """;

    private const string Code = """
        public sealed class SomeTests
        {
            private static readonly HttpClient Client = new() { BaseAddress = new Uri(Environment.GetEnvironmentVariable("API_BASE_URL")!) };

            [Fact] public async Task Pings() => Assert.Equal("pong", await Client.GetStringAsync("/ping?x=1"));
            [Fact] public async Task Posts_and_fails() => Assert.Equal("wrong", await (await Client.PostAsync("/length", new StringContent("abc"))).Content.ReadAsStringAsync());
            [Fact(Skip = "not today")] public async Task Is_skipped() => await Client.GetStringAsync("/target");
            [Fact] public void Talks_only() => Assert.NotEqual("GET /target", Client.BaseAddress!.AbsolutePath);
            [Fact] public void Dies() => Environment.Exit(0);
        }
        """;

    [Fact]
    public async Task Operations_that_a_test_requested_are_counted_and_the_others_are_named()
    {
        await using var api = await SmallApi.StartAsync();
        await using var fenced = Fenced.In("Bubblewrap");

        var report = await RunAsync(fenced, api.Url);

        Assert.Equal((4, 2, null), (report.ApiCoverage!.Operations, report.ApiCoverage.Requested, report.ApiCoverage.NotMeasured));
        Assert.Equal(["GET /length", "GET /target"], report.ApiCoverage.Missed.Order(StringComparer.Ordinal));
        using var results = JsonDocument.Parse(await fenced.Artifacts.TextAsync(report.Artifacts[0]));
        var stored = results.RootElement.GetProperty("apiCoverage");
        Assert.Equal((4, 2, 2), (stored.GetProperty("operations").GetInt32(), stored.GetProperty("requested").GetInt32(), stored.GetProperty("missed").GetArrayLength()));
    }

    [Fact]
    public async Task Where_nobody_listens_no_test_is_run_and_the_message_says_what_to_do()
    {
        await using var fenced = Fenced.In("Process");

        var failed = await Assert.ThrowsAsync<ApiUnreachableException>(() => RunAsync(fenced, "http://127.0.0.1:9"));

        Assert.Contains("Nothing answers at http://127.0.0.1:9 (connection refused)", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await fenced.Artifacts.ListAsync("run", CancellationToken.None), artifact => artifact.Name.StartsWith("results/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Process", "http", "plain process")]
    [InlineData("Bubblewrap", "https", "https")]
    public async Task Where_requests_cannot_be_seen_the_report_says_why(string isolation, string scheme, string reason)
    {
        await using var api = await SmallApi.StartAsync();
        await using var fenced = Fenced.In(isolation);

        var report = await RunAsync(fenced, api.Url.Replace("http:", scheme + ":", StringComparison.Ordinal));

        Assert.Equal((4, null), (report.ApiCoverage!.Operations, report.ApiCoverage.Requested));
        Assert.Empty(report.ApiCoverage.Missed);
        Assert.Contains(reason, report.ApiCoverage.NotMeasured, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_document_there_is_none()
    {
        await using var fenced = Fenced.In("Process");
        var code = await fenced.Artifacts.PutAsync("run", "code/round-1.cs", Code);

        var report = await fenced.Activity.RunAsync(new ActivityContext("run", "ExecuteTests", "k"), new ExecuteInput("run", code, "http://127.0.0.1:9"), CancellationToken.None);

        Assert.Null(report.ApiCoverage);
    }

    private static async Task<ExecutionReport> RunAsync(Fenced fenced, string url)
    {
        var code = await fenced.Artifacts.PutAsync("run", "code/round-1.cs", Code);
        var document = await fenced.Artifacts.PutAsync("run", "document/api.json", Document);
        return await fenced.Activity.RunAsync(new ActivityContext("run", "ExecuteTests", "k"), new ExecuteInput("run", code, url, document), CancellationToken.None);
    }
}
