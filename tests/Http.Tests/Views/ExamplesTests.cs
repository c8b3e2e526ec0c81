using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Http.Examples;

namespace Workflows.Http.Tests.Views;

public sealed class ExamplesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_host_without_examples_says_so_and_what_to_do()
    {
        var list = await api.Client.GetFromJsonAsync<JsonElement>("/v1/examples");
        Assert.False(list.GetProperty("available").GetBoolean());
        Assert.Contains("workflows serve", list.GetProperty("note").GetString(), StringComparison.Ordinal);

        using var refused = await api.Client.PostAsync("/v1/examples", ApiFixture.Json("{}"));
        await ApiFixture.ProblemAsync(refused, 404, "/v1/generate");
    }

    [Theory]
    [InlineData("""{"example":"4"}""", 422, "1, 2 or all")]
    [InlineData("""{"example":1}""", 400, "example")]
    [InlineData("[", 400, "")]
    [InlineData("""{"gate":true}""", 409, "no repository today")]
    public async Task An_example_that_cannot_be_started_is_refused(string body, int status, string word)
    {
        var answer = await AnswerAsync(body);
        Assert.Equal(status, answer.Status);
        Assert.Contains(word, JsonDocument.Parse(answer.Body).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Examples_are_started_together_and_each_is_a_run()
    {
        var answer = await AnswerAsync("""{"example":"all"}""");

        Assert.Equal(202, answer.Status);
        var runs = JsonDocument.Parse(answer.Body).RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("runId").GetString()!).ToList();
        Assert.Equal(2, runs.Distinct().Count());
        var second = await api.Client.GetFromJsonAsync<JsonElement>("/v1/runs/" + runs[1]);
        Assert.Equal("example 2", second.GetProperty("label").GetString());
    }

    private async Task<ApiResponse> AnswerAsync(string body)
    {
        var host = api.WithOptions(ApiFixture.Options with { Examples = new TwoExamples() });
        var route = host.Routes.Single(known => known.Method == "POST" && known.Pattern == "/" + WorkflowsRoutes.Examples);
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body));
        return await host.AnswerAsync(route, new ApiRequest
        {
            Method = "POST",
            BaseUrl = new Uri("http://localhost/"),
            Headers = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" },
            Body = content,
        }, CancellationToken.None);
    }

    private sealed class TwoExamples : IExamples
    {
        public IReadOnlyList<Example> All { get; } = [new("1", "One", "The first"), new("2", "Two", "The second")];

        public string? Note => null;

        public Task<ExampleStart> PrepareAsync(Example example, bool gate, CancellationToken cancellationToken) => Task.FromResult(gate
            ? ExampleStart.Not("There is no repository today.")
            : new ExampleStart("""{"openapi":"3.0.3","info":{"title":"Ping","version":"1"},"paths":{}}"""u8.ToArray(), "http://127.0.0.1:1", "example " + example.Id));
    }
}
