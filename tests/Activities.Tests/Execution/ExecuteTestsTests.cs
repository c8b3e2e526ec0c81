using System.Text.Json;
using System.Xml.Linq;
using Workflows.Activities.Execution.Results;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Tests.Execution;

public sealed class ExecuteTestsTests
{
    private const string Code = """
        using Xunit;

        namespace Small;

        [Trait("feature", "Ping"), Trait("owner", "api-team")]
        public sealed class PingTests
        {
            private static readonly HttpClient Client = new() { BaseAddress = new Uri(Environment.GetEnvironmentVariable("API_BASE_URL")!) };

            [Fact]
            [Trait("title", "Ping answers pong")]
            [Trait("severity", "critical")]
            public async Task Answers_pong() => Assert.Equal("pong", await Client.GetStringAsync("/ping"));

            [Fact]
            public async Task Answers_something_else() => Assert.Equal("pang\u0001<&>", await Client.GetStringAsync("/ping"));

            [Fact(Skip = "not today")]
            public void Is_skipped() => Assert.Fail("never");

            [Theory]
            [InlineData("/ping", 200)]
            [InlineData("/nowhere", 404)]
            public async Task Answers_status(string path, int status) => Assert.Equal(status, (int)(await Client.GetAsync(path)).StatusCode);

            public static IEnumerable<object[]> Paths() => [["/ping"], ["/ping?x=1"], ["/ping?x=2"]];

            [Theory]
            [MemberData(nameof(Paths))]
            public async Task Answers_paths(string path) => Assert.True((await Client.GetAsync(path)).IsSuccessStatusCode);
        }
        """;

    [Theory]
    [InlineData("Auto")]
    [InlineData("Process")]
    public async Task Answers_the_outcome_of_every_test_and_stores_it_in_every_form(string isolation)
    {
        await using var api = await SmallApi.StartAsync();
        await using var fenced = Fenced.In(isolation);
        var code = await fenced.Artifacts.PutAsync("run-1", "code/round-1.formatted.cs", Code);

        var report = await fenced.Activity.RunAsync(new ActivityContext("run-1", "ExecuteTests", "run-1/0"), new ExecuteInput("run-1", code, api.Url), CancellationToken.None);

        Assert.Equal((8, 6, 1, 1), (report.Total, report.Passed, report.Failed, report.Skipped));
        Assert.StartsWith(isolation == "Process" ? "process" : "bubblewrap", report.Isolation, StringComparison.Ordinal);
        var failure = Assert.Single(report.Failures);
        Assert.Equal("Small.PingTests.Answers_something_else", failure.Name);
        Assert.Contains("Assert.Equal() Failure", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["results/results.json", "results/junit.xml", "results/output.log"], report.Artifacts.Select(one => one.Name));

        using var results = JsonDocument.Parse(await fenced.Artifacts.TextAsync(report.Artifacts[0]));
        Assert.Equal(8, results.RootElement.GetProperty("tests").GetArrayLength());
        var junit = XDocument.Parse(await fenced.Artifacts.TextAsync(report.Artifacts[1]));
        Assert.Equal("8", junit.Root!.Attribute("tests")!.Value);
        Assert.Single(junit.Descendants("failure"));
        Assert.Single(junit.Descendants("skipped"));

        var allure = (await fenced.Artifacts.ListAsync("run-1", CancellationToken.None)).Where(one => one.Name.StartsWith("results/allure/", StringComparison.Ordinal)).ToList();
        Assert.Equal(8, allure.Count);
        var bodies = await Task.WhenAll(allure.Select(fenced.Artifacts.TextAsync));
        var pong = Assert.Single(bodies.Select(body => JsonSerializer.Deserialize<JsonElement>(body)), one => one.GetProperty("name").GetString() == "Ping answers pong");
        Assert.Equal("passed", pong.GetProperty("status").GetString());
        var labels = pong.GetProperty("labels").EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("value").GetString());
        Assert.Equal(("Ping", "api-team", "critical", "PingTests", "Answers_pong"), (labels["feature"], labels["owner"], labels["severity"], labels["suite"], labels["testMethod"]));
    }

    [Fact]
    public async Task Running_again_replaces_the_results()
    {
        await using var api = await SmallApi.StartAsync();
        await using var fenced = Fenced.In("Auto");
        var code = await fenced.Artifacts.PutAsync("run-2", "code/round-1.cs", Code);
        var input = new ExecuteInput("run-2", code, api.Url);

        await fenced.Activity.RunAsync(new ActivityContext("run-2", "ExecuteTests", "k"), input, CancellationToken.None);
        var first = (await fenced.Artifacts.ListAsync("run-2", CancellationToken.None)).Select(one => one.Name).ToList();
        await fenced.Activity.RunAsync(new ActivityContext("run-2", "ExecuteTests", "k"), input, CancellationToken.None);

        Assert.Equal(first, (await fenced.Artifacts.ListAsync("run-2", CancellationToken.None)).Select(one => one.Name));
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/relative")]
    public async Task A_base_url_that_is_no_http_address_is_refused_with_an_example(string url)
    {
        await using var fenced = Fenced.In("Process");
        var code = await fenced.Artifacts.PutAsync("run-3", "code/round-1.cs", Code);

        var refused = await Assert.ThrowsAsync<ArgumentException>(() =>
            fenced.Activity.RunAsync(new ActivityContext("run-3", "ExecuteTests", "k"), new ExecuteInput("run-3", code, url), CancellationToken.None));

        Assert.Contains("http://127.0.0.1:5080", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_does_not_compile_is_rejected_with_the_place()
    {
        await using var fenced = Fenced.In("Process");
        var code = await fenced.Artifacts.PutAsync("run-4", "code/round-1.cs", "public class T { [Fact] public void A() => Nope(); }");

        var rejected = await Assert.ThrowsAsync<CodeRejectedException>(() =>
            fenced.Activity.RunAsync(new ActivityContext("run-4", "ExecuteTests", "k"), new ExecuteInput("run-4", code, "http://127.0.0.1:9"), CancellationToken.None));

        Assert.Contains("round-1.cs(1,", rejected.Message, StringComparison.Ordinal);
    }
}
