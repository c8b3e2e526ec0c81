using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.OpenApi;

namespace Workflows.Http.Tests;

public sealed class HostTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Health_tells_the_store_and_its_version()
    {
        var health = await api.Client.GetFromJsonAsync<JsonElement>("/healthz");
        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.StartsWith("SQLite 3", health.GetProperty("store").GetString(), StringComparison.Ordinal);
        Assert.Equal("host-1", health.GetProperty("hostId").GetString());
    }

    [Fact]
    public async Task The_description_is_valid_OpenAPI_and_knows_every_route_and_no_other()
    {
        var text = await api.Client.GetByteArrayAsync("/openapi.json");
        using var stream = new MemoryStream(text);
        var read = await OpenApiDocument.LoadAsync(stream, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);

        var described = read.Document!.Paths.SelectMany(path => path.Value.Operations!.Keys.Select(method => $"{method.Method} {path.Key}"));
        var served = api.Api.Routes.Select(route => $"{route.Method} {route.Pattern.Replace("{*", "{", StringComparison.Ordinal)}");
        Assert.Equal(served.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_index_lists_the_routes_and_runs_no_script()
    {
        using var response = await api.Client.GetAsync("/v1");
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("/v1/generate", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task HEAD_is_answered_without_a_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/healthz");
        using var response = await api.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_wrong_method_is_405_with_Allow()
    {
        using var response = await api.Client.DeleteAsync("/v1/generate");
        await ApiFixture.ProblemAsync(response, 405, "POST");
        Assert.Equal("POST", Assert.Single(response.Content.Headers.Allow));
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.nip.example")]
    [InlineData("192.168.1.5:7071")]
    public async Task A_foreign_host_name_is_refused(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/runs") { Headers = { Host = host } };
        using var response = await api.Client.SendAsync(request);
        await ApiFixture.ProblemAsync(response, 421, "localhost");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("127.0.0.1")]
    public async Task Every_name_of_this_machine_is_answered(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/runs") { Headers = { Host = $"{host}:{api.Port}" } };
        using var response = await api.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Origin", "http://127.0.0.1:1", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 202)]
    public async Task Pages_of_other_origins_may_not_ask(string header, string value, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/orchestrators/Echo");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await api.Client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_own_origin_may_ask()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/orchestrators/Echo");
        request.Headers.TryAddWithoutValidation("Origin", api.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var response = await api.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }
}
