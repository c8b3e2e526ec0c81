using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Workflows.Functions.Tests.Hosting;
using Workflows.SampleApi;

namespace Workflows.Functions.Tests.Runs;

/// <summary>From a posted document to tests that ran, through functions, adapters and handlers; every turn is a replay.</summary>
public sealed class GenerateTestsTests
{
    [Theory]
    [InlineData("ping.json")]
    [InlineData("get-query.json")]
    [InlineData("post-body.json")]
    public async Task A_posted_document_becomes_tests_that_pass(string example)
    {
        await using var app = await FunctionApp.StartAsync(("Execution:Isolation", "Bubblewrap"));
        var (api, url) = await SampleServer.StartAsync(CancellationToken.None);
        await using var _ = api;

        var run = await EndOfAsync(app, await PostAsync(app, example, $"?baseUrl={url}"));

        Assert.Equal(("finished", "testsPassed"), (run.GetProperty("status").GetString(), run.GetProperty("outcome").GetString()));
        Assert.StartsWith("bubblewrap", run.GetProperty("tests").GetProperty("isolation").GetString(), StringComparison.Ordinal);
        Assert.True(run.GetProperty("tests").GetProperty("passed").GetInt32() > 0);
        var artifacts = run.GetProperty("artifacts").EnumerateArray().Select(artifact => artifact.GetProperty("name").GetString()).ToList();
        Assert.Contains("results/results.json", artifacts);
        var code = artifacts.First(name => name!.StartsWith("tests/", StringComparison.Ordinal) && name.EndsWith(".cs", StringComparison.Ordinal));
        Assert.Contains("[Fact", await app.Client.GetStringAsync($"/v1/runs/{run.GetProperty("runId").GetString()}/artifacts/{code}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_mode_that_was_set_nothing_is_executed_and_the_result_says_why()
    {
        await using var app = await FunctionApp.StartAsync(("WEBSITE_SKU", "FlexConsumption"), ("Execution:Isolation", "Process"));

        var run = await EndOfAsync(app, await PostAsync(app, "ping.json", "?baseUrl=http://127.0.0.1:9/"));

        Assert.Equal(("finished", "checked"), (run.GetProperty("status").GetString(), run.GetProperty("outcome").GetString()));
        Assert.Contains("Flex Consumption", run.GetProperty("refusal").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_is_none_fails_the_run_with_its_reason()
    {
        await using var app = await FunctionApp.StartAsync();
        using var body = new StringContent("""{"openapi":"3.0.3","paths":17}""", Encoding.UTF8, "application/json");
        using var accepted = await app.Client.PostAsync("/v1/generate", body);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);

        var run = await EndOfAsync(app, accepted.Headers.Location!);

        Assert.Equal("failed", run.GetProperty("status").GetString());
        var error = run.GetProperty("error");
        Assert.Equal("InvalidDocumentException", error.GetProperty("type").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task A_key_that_comes_twice_starts_one_run()
    {
        await using var app = await FunctionApp.StartAsync();

        var first = await PostAsync(app, "ping.json", "?checkOnly=true", "the-key");
        var second = await PostAsync(app, "ping.json", "?checkOnly=true", "the-key");

        Assert.Equal(first, second);
        await EndOfAsync(app, first);
    }

    [Fact]
    public async Task A_start_by_the_routes_of_durable_functions_answers_with_the_addresses_of_the_host()
    {
        await using var app = await FunctionApp.StartAsync();
        using var body = JsonContent.Create(new { document = new { url = "http://127.0.0.1:9/none.json" }, checkOnly = true });

        using var response = await app.Client.PostAsync("/api/orchestrators/generate-tests/mine", body);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var links = await response.Content.ReadFromJsonAsync<JsonElement>();
        var instance = new Uri(app.Client.BaseAddress!, $"/{BoundClient.Path}/instances/mine").AbsoluteUri;
        Assert.Equal($"{instance}?{BoundClient.Query}", response.Headers.Location!.OriginalString);
        Assert.Equal("mine", links.GetProperty("id").GetString());
        Assert.Equal($"{instance}?{BoundClient.Query}", links.GetProperty("statusQueryGetUri").GetString());
        Assert.Equal($"{instance}/raiseEvent/{{eventName}}?{BoundClient.Query}", links.GetProperty("sendEventPostUri").GetString());
        Assert.Equal($"{instance}/terminate?reason={{text}}&{BoundClient.Query}", links.GetProperty("terminatePostUri").GetString());
        Assert.Equal($"{instance}/rewind?reason={{text}}&{BoundClient.Query}", links.GetProperty("rewindPostUri").GetString());
        Assert.Equal($"{instance}/restart?{BoundClient.Query}", links.GetProperty("restartPostUri").GetString());
    }

    [Fact]
    public async Task An_orchestrator_that_there_is_not_is_refused_with_a_list_of_those_that_there_are()
    {
        await using var app = await FunctionApp.StartAsync();

        using var response = await app.Client.PostAsync("/api/orchestrators/nobody", JsonContent.Create(1));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("generate-tests", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_are_listed_the_probe_answers_and_the_api_describes_itself()
    {
        await using var app = await FunctionApp.StartAsync();
        await EndOfAsync(app, await PostAsync(app, "ping.json", "?checkOnly=true&label=listed"));

        var runs = await app.Client.GetFromJsonAsync<JsonElement>("/v1/runs?status=finished");
        var health = await app.Client.GetFromJsonAsync<JsonElement>("/healthz");
        using var description = await app.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/openapi.json"));

        Assert.Equal("listed", Assert.Single(runs.GetProperty("runs").EnumerateArray()).GetProperty("label").GetString());
        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, description.StatusCode);
    }

    private static async Task<Uri> PostAsync(FunctionApp app, string example, string query, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/generate" + query)
        {
            Content = new StringContent(await File.ReadAllTextAsync(Example(example)), Encoding.UTF8, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var accepted = await app.Client.SendAsync(request);
        Assert.True(accepted.StatusCode == HttpStatusCode.Accepted, $"{accepted.StatusCode}: {await accepted.Content.ReadAsStringAsync()}");
        return accepted.Headers.Location!;
    }

    private static async Task<JsonElement> EndOfAsync(FunctionApp app, Uri run)
    {
        var id = run.Segments[^1];
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        Assert.NotNull(await app.Engine.WaitForCompletionAsync(id, patience.Token));
        return await app.Client.GetFromJsonAsync<JsonElement>(run);
    }

    private static string Example(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../examples/openapi", name);
}
