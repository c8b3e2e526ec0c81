using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Workflows.Http.Tests;

public sealed class RunsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Document = """{"openapi":"3.0.3","info":{"title":"Ping","version":"1"},"paths":{}}""";

    [Fact]
    public async Task A_run_tells_where_it_is_and_then_how_it_came_out()
    {
        var uri = await StartAsync();
        var waiting = await UntilAsync(uri, run => run.GetProperty("stage").GetString() == "model");
        Assert.Equal("running", waiting.GetProperty("status").GetString());
        Assert.InRange(waiting.GetProperty("progress").GetDouble(), 0.1, 0.9);
        Assert.Equal("Ping", waiting.GetProperty("label").GetString());

        // A wait for a change answers with what has changed.
        var seen = Uri.EscapeDataString(waiting.GetProperty("lastUpdatedAt").GetString()!);
        var pending = api.Client.GetFromJsonAsync<JsonElement>($"{uri}?waitSeconds=30&changedSince={seen}");
        api.Activities.ModelGate.TrySetResult();
        Assert.NotEqual(waiting.GetProperty("lastUpdatedAt").GetString(), (await pending).GetProperty("lastUpdatedAt").GetString());

        var run = await UntilAsync(uri, state => state.GetProperty("status").GetString() == "finished");
        Assert.Equal("testsFailed", run.GetProperty("outcome").GetString());
        Assert.Equal(1, run.GetProperty("progress").GetDouble());
        Assert.Equal("offline", run.GetProperty("model").GetString());
        Assert.Equal("no key", run.GetProperty("failover").GetString());
        Assert.Equal(20, run.GetProperty("usage").GetProperty("outputTokens").GetInt32());
        Assert.Equal(1, run.GetProperty("tests").GetProperty("failed").GetInt32());
        var coverage = run.GetProperty("tests").GetProperty("apiCoverage");
        Assert.Equal((3, 2, "GET /items/{id}"), (coverage.GetProperty("operations").GetInt32(), coverage.GetProperty("requested").GetInt32(), coverage.GetProperty("missed")[0].GetString()));
        // The fixture bounds the list of results to one.
        Assert.Equal("passed", Assert.Single(run.GetProperty("results").EnumerateArray()).GetProperty("outcome").GetString());
        Assert.True(run.GetProperty("resultsTruncated").GetBoolean());
        Assert.Contains(run.GetProperty("artifacts").EnumerateArray(), artifact => artifact.GetProperty("name").GetString() == "results/results.json");

        var list = await api.Client.GetFromJsonAsync<JsonElement>("/v1/runs?status=finished&workflow=generate-tests");
        Assert.Contains(list.GetProperty("runs").EnumerateArray(), entry => entry.GetProperty("url").GetString() == uri);
        await AssertArtifactsAreHarmlessAsync(uri);
    }

    [Fact]
    public async Task The_body_of_a_run_holds_a_bounded_list_of_artifacts_single_allure_results_last()
    {
        var id = (await api.StartAsync("Echo")).GetProperty("id").GetString()!;
        await api.UntilAsync($"{ApiFixture.Instances}/{id}", "Completed");
        for (var i = 0; i < 250; i++)
        {
            await api.Artifacts.WriteAsync(id, $"results/allure/{i:000}-result.json", "{}"u8.ToArray(), "application/json", CancellationToken.None);
        }

        await api.Artifacts.WriteAsync(id, "tests/LastTests.cs", "//"u8.ToArray(), "text/plain", CancellationToken.None);

        var run = await api.Client.GetFromJsonAsync<JsonElement>("/v1/runs/" + id);

        Assert.Equal(251, run.GetProperty("artifactCount").GetInt32());
        Assert.Equal(200, run.GetProperty("artifacts").GetArrayLength());
        Assert.Equal("tests/LastTests.cs", run.GetProperty("artifacts")[0].GetProperty("name").GetString());
        var all = await api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs/{id}/artifacts");
        Assert.Equal(251, all.GetProperty("artifacts").GetArrayLength());
    }

    [Fact]
    public async Task A_run_of_another_workflow_is_told_too_with_its_error()
    {
        var id = (await api.StartAsync("Fail")).GetProperty("id").GetString();
        await api.UntilAsync($"{ApiFixture.Instances}/{id}", "Failed");
        var run = await api.Client.GetFromJsonAsync<JsonElement>("/v1/runs/" + id);
        Assert.Equal("failed", run.GetProperty("status").GetString());
        Assert.Equal("InvalidOperationException", run.GetProperty("error").GetProperty("type").GetString());
        Assert.Equal("it broke", run.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task The_list_pages()
    {
        for (var i = 0; i < 3; i++)
        {
            await api.StartAsync("Echo", "list-" + i);
        }

        var ids = new List<string>();
        string? continuation = null;
        do
        {
            var page = await api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs?prefix=list-&top=1&continuation={Uri.EscapeDataString(continuation ?? "")}");
            ids.AddRange(page.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("runId").GetString()!));
            continuation = page.GetProperty("continuation").GetString();
        }
        while (continuation is not null);

        Assert.Equal(["list-0", "list-1", "list-2"], ids.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/v1/runs/nobody", 404, "nobody")]
    [InlineData("/v1/runs/nobody/artifacts", 404, "nobody")]
    [InlineData("/v1/runs/nobody/artifacts/a.txt", 404, "a.txt")]
    [InlineData("/v1/runs/nobody/artifacts/..%2f..%2fetc%2fpasswd", 404, "nobody")]
    [InlineData("/v1/runs/%2e%2e%2f%2e%2e/artifacts/x", 404, "")]
    [InlineData("/v1/runs/.hidden/artifacts", 404, ".hidden")]
    [InlineData("/v1/runs?status=sleeping", 400, "queued, running")]
    [InlineData("/v1/runs?continuation=made-up", 400, "")]
    [InlineData("/v1/runs/nobody?waitSeconds=9999", 400, "0 to 30")]
    [InlineData("/v1/nothing", 404, "no route")]
    public async Task What_is_not_there_or_not_understood_says_so(string path, int status, string word)
    {
        using var response = await api.Client.GetAsync(path);
        await ApiFixture.ProblemAsync(response, status, word);
    }

    private async Task AssertArtifactsAreHarmlessAsync(string uri)
    {
        var list = await api.Client.GetFromJsonAsync<JsonElement>(uri + "/artifacts");
        var html = list.GetProperty("artifacts").EnumerateArray().Single(artifact => artifact.GetProperty("name").GetString()!.EndsWith(".html", StringComparison.Ordinal));
        using var response = await api.Client.GetAsync(html.GetProperty("url").GetString());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);

        using var code = await api.Client.GetAsync(uri + "/artifacts/code/Tests.cs");
        Assert.Equal("text/plain", code.Content.Headers.ContentType!.MediaType);
        using var conditional = new HttpRequestMessage(HttpMethod.Get, uri + "/artifacts/code/Tests.cs");
        conditional.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(code.Headers.ETag!.Tag));
        using var unchanged = await api.Client.SendAsync(conditional);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    private async Task<string> StartAsync()
    {
        using var response = await api.Client.PostAsync("/v1/generate?baseUrl=http://127.0.0.1:1/", ApiFixture.Json(Document));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return response.Headers.Location!.AbsoluteUri;
    }

    private async Task<JsonElement> UntilAsync(string uri, Func<JsonElement, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            var run = await api.Client.GetFromJsonAsync<JsonElement>(uri, patience.Token);
            if (wanted(run))
            {
                return run;
            }

            await Task.Delay(20, patience.Token);
        }
    }
}
