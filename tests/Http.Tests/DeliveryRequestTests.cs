using System.Text;

namespace Workflows.Http.Tests;

/// <summary>Requests that say whether tests are committed, at a host without a repository.</summary>
public sealed class DeliveryRequestTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("true")]
    [InlineData("\"true\"")]
    [InlineData("\"auto\"")]
    public async Task A_commit_without_a_repository_is_refused_by_the_name_of_the_setting(string commit)
    {
        using var response = await PostAsync("/v1/generate", $$"""{"url": "http://127.0.0.1:1/api.json", "commit": {{commit}}}""");
        await ApiFixture.ProblemAsync(response, 409, "SourceControl:Repository");
    }

    [Theory]
    [InlineData("commit=maybe", "'commit' is 'maybe'")]
    [InlineData("requestedBy=a%0Ab", "'requestedBy'")]
    [InlineData("requestedBy=%20", "'requestedBy'")]
    public async Task A_wrong_option_is_named(string query, string expected)
    {
        using var response = await PostAsync($"/v1/generate?{query}", """{"openapi": "3.0.0"}""");
        await ApiFixture.ProblemAsync(response, 400, expected);
    }

    [Fact]
    public async Task A_body_with_a_number_for_a_word_is_refused()
    {
        using var response = await PostAsync("/v1/generate", """{"url": "http://127.0.0.1:1/api.json", "commit": 1}""");
        await ApiFixture.ProblemAsync(response, 400, "commit");
    }

    [Fact]
    public async Task Without_a_word_on_it_nothing_is_committed_here()
    {
        using var response = await PostAsync("/v1/generate?checkOnly=true&commit=false&requestedBy=ada", """{"openapi": "3.0.0"}""");
        Assert.Equal(202, (int)response.StatusCode);
    }

    private Task<HttpResponseMessage> PostAsync(string path, string json) => api.Client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));
}
