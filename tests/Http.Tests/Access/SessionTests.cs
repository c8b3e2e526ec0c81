using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Workflows.Domain.Tenancy;

namespace Workflows.Http.Tests.Access;

/// <summary>Browsers: signing in, and what pages of others cannot do with the cookie.</summary>
public sealed class SessionTests(KeyedApi api) : IClassFixture<KeyedApi>
{
    private const string Own = "http://127.0.0.1";

    private readonly string _key = api.Keys.Make(new RunOwner("alice", "web"), KeyScope.Read, KeyScope.Run);

    private string Cookie => "workflows-key=" + _key;

    [Fact]
    public async Task Signing_in_sets_a_cookie_that_scripts_cannot_read_and_signing_out_takes_it_away()
    {
        using var signedIn = await SignInAsync(_key);
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.Equal("alice", (await signedIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("user").GetString());
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
        Assert.Equal($"{Cookie}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict", cookie);
        using var runs = await api.GetAsync("/v1/runs", "Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, runs.StatusCode);

        using var signedOut = await api.SendAsync(HttpMethod.Delete, "/v1/session", null, "Cookie", Cookie);
        Assert.Equal(HttpStatusCode.NoContent, signedOut.StatusCode);
        Assert.Equal("workflows-key=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict", Assert.Single(signedOut.Headers.GetValues("Set-Cookie")));
    }

    [Fact]
    public async Task Over_https_the_cookie_is_for_https_alone()
    {
        var route = api.Host.Api.Routes.Single(route => route.Pattern == "/v1/session" && route.Method == "POST");
        var answer = await api.Host.Api.ServeAsync(route, new ApiRequest
        {
            Method = "POST",
            BaseUrl = new Uri("https://workflows.example/"),
            Headers = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" },
            Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"{{\"key\":\"{_key}\"}}")),
        }, CancellationToken.None);

        Assert.EndsWith("; SameSite=Strict; Secure", answer.Headers.Single(header => header.Key == "Set-Cookie").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_key_signs_nobody_in()
    {
        using var bad = await SignInAsync(_key[..^2] + "xx");
        await ApiFixture.ProblemAsync(bad, 401);
        Assert.False(bad.Headers.Contains("Set-Cookie"));
        using var operators = await SignInAsync(KeyedApi.Operator);
        await ApiFixture.ProblemAsync(operators, 401);
        using var injected = await SignInAsync(_key + "; Domain=evil.example");
        await ApiFixture.ProblemAsync(injected, 401);
        using var none = await api.SendAsync(HttpMethod.Post, "/v1/session", ApiFixture.Json("[]"));
        await ApiFixture.ProblemAsync(none, 400);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task No_other_page_signs_anybody_in_or_out(string header, string value)
    {
        using var signIn = await SignInAsync(_key, header, value);
        await ApiFixture.ProblemAsync(signIn, 403);
        using var signOut = await api.SendAsync(HttpMethod.Delete, "/v1/session", null, "Cookie", Cookie, header, value);
        await ApiFixture.ProblemAsync(signOut, 403);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(403, "Origin", "https://evil.example")]
    [InlineData(403, "Origin", "null")]
    [InlineData(403, "Origin", "{own}.evil.example")]
    [InlineData(403, "Origin", "http://127.0.0.1:1")]
    [InlineData(403, "Sec-Fetch-Site", "cross-site")]
    [InlineData(403, "Sec-Fetch-Site", "same-site")]
    [InlineData(403, "Sec-Fetch-Site", "none")]
    [InlineData(403, "Sec-Fetch-Site", "cross-site", "Origin", "{own}")]
    [InlineData(404, "Sec-Fetch-Site", "same-origin")]
    [InlineData(404, "Origin", "{own}")]
    public async Task What_a_cookie_lets_in_changes_something_only_from_a_page_of_this_host(int status, params string[] headers)
    {
        var own = $"{Own}:{api.Host.Port}";
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/nothing/terminate"), (HttpMethod.Post, "/nothing/raiseEvent/go"), (HttpMethod.Delete, "/nothing") })
        {
            using var response = await api.SendAsync(
                method, ApiFixture.Instances + path, null, ["Cookie", Cookie, .. headers.Select(text => text.Replace("{own}", own, StringComparison.Ordinal))]);
            await ApiFixture.ProblemAsync(response, status);
        }
    }

    [Fact]
    public async Task A_page_of_another_site_reads_nothing_by_the_cookie_and_a_key_in_a_header_is_asked_no_origin()
    {
        using var other = await api.GetAsync("/v1/runs", "Cookie", Cookie, "Sec-Fetch-Site", "cross-site");
        await ApiFixture.ProblemAsync(other, 403);
        using var sibling = await api.GetAsync("/v1/runs", "Cookie", Cookie, "Origin", "http://127.0.0.1:1");
        await ApiFixture.ProblemAsync(sibling, 403);
        using var typed = await api.GetAsync("/v1/runs", "Cookie", Cookie, "Sec-Fetch-Site", "none");
        Assert.Equal(HttpStatusCode.OK, typed.StatusCode);
        using var program = await api.SendAsync(HttpMethod.Post, ApiFixture.Instances + "/nothing/terminate", null, "X-Api-Key", _key);
        await ApiFixture.ProblemAsync(program, 404);
        Assert.False(program.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private Task<HttpResponseMessage> SignInAsync(string key, params string[] headers) =>
        api.SendAsync(HttpMethod.Post, "/v1/session", ApiFixture.Json(JsonSerializer.Serialize(new { key })), headers);
}
