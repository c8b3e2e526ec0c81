using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Domain.Tenancy;

namespace Workflows.Http.Tests.Access;

/// <summary>When a host asks for keys, and when it does not.</summary>
public sealed class ApiDoorTests : IAsyncLifetime
{
    private readonly KeyedApi _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_host_without_keys_lets_everybody_in_and_says_so()
    {
        using var runs = await _api.GetAsync("/v1/runs");
        Assert.Equal(HttpStatusCode.OK, runs.StatusCode);
        var me = await _api.Host.Client.GetFromJsonAsync<JsonElement>("/v1/me");
        Assert.Equal("{\"keyRequired\":false,\"signedIn\":false,\"person\":\"local\",\"user\":null,\"project\":null,\"scopes\":[\"read\",\"run\",\"decide\",\"admin\"]}", me.GetRawText());
        using var session = await _api.SendAsync(HttpMethod.Post, "/v1/session", ApiFixture.Json("{\"key\":\"x\"}"));
        await ApiFixture.ProblemAsync(session, 409, "no keys");
    }

    [Fact]
    public async Task The_first_key_shuts_the_host_and_it_stays_shut_when_all_keys_are_gone()
    {
        var key = _api.Keys.Make(new RunOwner("alice", "web"), KeyScope.Read);
        await RefusedAsync();

        _api.Keys.Change(key, known => known with { RevokedAt = DateTimeOffset.UtcNow });
        await RefusedAsync();

        _api.Keys.Clear();
        await RefusedAsync();
    }

    [Fact]
    public async Task When_the_keys_cannot_be_read_nobody_is_let_in_not_even_where_there_were_none()
    {
        _api.Keys.IsBroken = true;
        foreach (var route in _api.Host.Api.Routes)
        {
            var request = new ApiRequest { Method = route.Method, BaseUrl = new Uri("http://127.0.0.1/") };
            var answer = await _api.Host.Api.ServeAsync(route, request, CancellationToken.None);
            Assert.Equal(503, answer.Status);
        }

        using var runs = await _api.GetAsync("/v1/runs");
        await ApiFixture.ProblemAsync(runs, 503, "keys");
        _api.Keys.IsBroken = false;
        using var again = await _api.GetAsync("/v1/runs");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Without_keys_an_id_that_names_an_owner_is_nobodys_to_choose()
    {
        using var start = await _api.SendAsync(HttpMethod.Post, "/api/orchestrators/Echo/alice~web~x", ApiFixture.Json("\"x\""));
        await ApiFixture.ProblemAsync(start, 400, "alice~web~");
        using var run = await _api.SendAsync(HttpMethod.Post, "/v1/generate?runId=alice~web~x", ApiFixture.Json("{\"openapi\":\"3.0.0\"}"));
        await ApiFixture.ProblemAsync(run, 400, "alice~web~");
        Assert.Empty(await _api.Host.Artifacts.ListAsync("alice~web~x", CancellationToken.None));
        using var other = await _api.SendAsync(HttpMethod.Post, "/api/orchestrators/Echo/no~owner", ApiFixture.Json("\"x\""));
        Assert.Equal(HttpStatusCode.Accepted, other.StatusCode);
    }

    [Fact]
    public async Task Until_there_is_a_key_foreign_names_and_pages_are_refused_and_with_one_a_name_alone_is_no_way_in()
    {
        using (var rebound = await _api.GetAsync("/v1/runs", "Host", "evil.example"))
        {
            await ApiFixture.ProblemAsync(rebound, 421);
        }

        var key = _api.Keys.Make(new RunOwner("alice", "web"), KeyScope.Read, KeyScope.Run);
        using var named = await _api.GetAsync("/v1/runs", "Host", "workflows.example", "X-Api-Key", key);
        Assert.Equal(HttpStatusCode.OK, named.StatusCode);
        // The page of a bent name is of the same origin as what it asks, and has neither key nor cookie.
        using var bent = await _api.GetAsync("/v1/runs", "Host", "evil.example", "Origin", "http://evil.example", "Sec-Fetch-Site", "same-origin");
        await ApiFixture.ProblemAsync(bent, 401);
    }

    private async Task RefusedAsync()
    {
        using var response = await _api.GetAsync("/v1/runs");
        await ApiFixture.ProblemAsync(response, 401, "No key was shown");
    }
}
