using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Domain.Tenancy;

namespace Workflows.Http.Tests.Access;

/// <summary>Keys that are almost good.</summary>
public sealed class KeyAttackTests(KeyedApi api) : IClassFixture<KeyedApi>
{
    private static readonly RunOwner Alice = new("alice", "web");

    [Fact]
    public async Task A_key_with_any_character_changed_missing_or_added_is_refused()
    {
        var key = api.Keys.Make(Alice, KeyScope.Read);
        Assert.Equal(200, await StatusAsync("Authorization", "Bearer " + key));
        for (var i = 0; i < key.Length; i++)
        {
            foreach (var other in new[] { (char)(key[i] ^ 1), (char)(key[i] ^ 0x20), key[i] == 'A' ? 'B' : 'A', '-' }.Where(c => c != key[i] && c is > ' ' and < (char)127))
            {
                Assert.Equal(401, await StatusAsync("Authorization", "Bearer " + key[..i] + other + key[(i + 1)..]));
            }

            Assert.Equal(401, await StatusAsync("Authorization", "Bearer " + key.Remove(i, 1)));
            Assert.Equal(401, await StatusAsync("Authorization", "Bearer " + key.Insert(i, "A")));
        }

        Assert.Equal(401, await StatusAsync("Authorization", "Bearer " + key.ToUpperInvariant()));
        Assert.Equal(401, await StatusAsync("Authorization", "Bearer " + key.ToLowerInvariant()));
    }

    [Fact]
    public async Task The_secret_of_one_key_does_not_open_for_another()
    {
        var (one, other) = (api.Keys.Make(Alice, KeyScope.Read), api.Keys.Make(new RunOwner("bob", "web"), KeyScope.Read));

        Assert.Equal(401, await StatusAsync("X-Api-Key", one[..16] + other[16..]));
        Assert.Equal(401, await StatusAsync("X-Api-Key", ApiKeyText.Hash(one)));
        Assert.Equal(401, await StatusAsync("X-Api-Key", ApiKeyText.Of(one[3..15], ApiKeyText.Hash(one)[..43])));
    }

    [Theory]
    [InlineData("Authorization", "Bearer {key}", 200)]
    [InlineData("Authorization", "bearer {key}", 200)]
    [InlineData("Authorization", "BEARER   {key} ", 200)]
    [InlineData("X-Api-Key", "{key}", 200)]
    [InlineData("x-api-key", "{key}", 200)]
    [InlineData("Authorization", "{key}", 401)]
    [InlineData("Authorization", "Basic {key}", 401)]
    [InlineData("Authorization", "Bearer{key}", 401)]
    [InlineData("Authorization", "Bearer {key}, Bearer {key}", 401)]
    [InlineData("Authorization", "Bearer \"{key}\"", 401)]
    [InlineData("X-Api-Key", "Bearer {key}", 401)]
    [InlineData("X-Api-Key", "{key}, {key}", 401)]
    [InlineData("Proxy-Authorization", "Bearer {key}", 401)]
    public async Task A_key_is_shown_in_one_of_two_ways(string header, string value, int status)
    {
        var key = api.Keys.Make(Alice, KeyScope.Read);

        Assert.Equal(status, await StatusAsync(header, value.Replace("{key}", key, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Two_keys_in_one_request_are_refused_also_when_both_are_good()
    {
        var (one, other) = (api.Keys.Make(Alice, KeyScope.Read), api.Keys.Make(new RunOwner("bob", "web"), KeyScope.Read));

        Assert.Equal(401, await StatusAsync("Authorization", "Bearer " + one, "X-Api-Key", other));
        Assert.Equal(401, await StatusAsync("Authorization", "Bearer " + one, "X-Api-Key", one));
        Assert.Equal(401, await StatusAsync("X-Api-Key", one, "X-Api-Key", other));
        Assert.Equal(401, await StatusAsync("Cookie", $"workflows-key={one}; workflows-key={other}"));
        Assert.Equal(200, await StatusAsync("Authorization", "Basic cHJveHk6cHJveHk=", "X-Api-Key", one));
    }

    [Fact]
    public async Task A_key_in_a_header_goes_before_the_cookie_also_when_it_is_bad()
    {
        var (one, other) = (api.Keys.Make(Alice, KeyScope.Read), api.Keys.Make(new RunOwner("bob", "web"), KeyScope.Read));

        Assert.Equal("bob", (await MeAsync("Authorization", "Bearer " + other, "Cookie", "workflows-key=" + one)).GetProperty("user").GetString());
        Assert.Equal(200, await StatusAsync("X-Api-Key", one, "Cookie", "workflows-key=nonsense"));
        Assert.Equal(401, await StatusAsync("X-Api-Key", "nonsense", "Cookie", "workflows-key=" + one));
        Assert.Equal(200, await StatusAsync("Cookie", "workflows-key=" + one));
    }

    [Fact]
    public async Task A_revoked_key_and_an_expired_one_are_refused_from_that_instant_on_and_say_why()
    {
        var (revoked, expiring) = (api.Keys.Make(Alice, KeyScope.Read), api.Keys.Make(Alice, KeyScope.Read));
        var now = api.Clock.GetUtcNow();
        api.Keys.Change(expiring, key => key with { ExpiresAt = now.AddHours(1) });
        Assert.Equal(200, await StatusAsync("X-Api-Key", revoked));
        Assert.Equal(200, await StatusAsync("X-Api-Key", expiring));

        api.Keys.Change(revoked, key => key with { RevokedAt = now });
        using (var answer = await api.GetAsync("/v1/runs", "X-Api-Key", revoked))
        {
            await ApiFixture.ProblemAsync(answer, 401, "was revoked");
            Assert.Equal("Bearer realm=\"workflows\"", Assert.Single(answer.Headers.GetValues("WWW-Authenticate")));
        }

        api.Keys.Change(expiring, key => key with { ExpiresAt = api.Clock.GetUtcNow() });
        using var expired = await api.GetAsync("/v1/runs", "X-Api-Key", expiring);
        await ApiFixture.ProblemAsync(expired, 401, "has expired");
        // Whoever has not the secret is not told.
        using var guessed = await api.GetAsync("/v1/runs", "X-Api-Key", expiring[..^1] + (expiring[^1] == 'A' ? 'B' : 'A'));
        Assert.Contains("not known here", (await ApiFixture.ProblemAsync(guessed, 401)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_of_the_operator_opens_everything_and_is_taken_from_no_cookie()
    {
        api.Keys.Make(Alice, KeyScope.Read);

        Assert.Equal(200, await StatusAsync("Authorization", "Bearer " + KeyedApi.Operator));
        Assert.Equal(401, await StatusAsync("Authorization", "Bearer " + KeyedApi.Operator + "x"));
        Assert.Equal(401, await StatusAsync("Authorization", "Bearer " + KeyedApi.Operator[..^1]));
        Assert.Equal(401, await StatusAsync("Cookie", "workflows-key=" + KeyedApi.Operator));
        using var start = await api.SendAsync(HttpMethod.Post, "/api/orchestrators/Echo/by-the-operator", ApiFixture.Json("\"x\""), "Authorization", "Bearer " + KeyedApi.Operator);
        Assert.Equal(HttpStatusCode.Accepted, start.StatusCode);
    }

    [Fact]
    public async Task Nothing_of_a_key_is_in_what_me_tells()
    {
        var key = api.Keys.Make(Alice, "Alice Smith", KeyScope.Read, KeyScope.Decide);

        var me = await MeAsync("X-Api-Key", key);

        Assert.Equal("{\"keyRequired\":true,\"signedIn\":true,\"person\":\"Alice Smith\",\"user\":\"alice\",\"project\":\"web\",\"scopes\":[\"read\",\"decide\"]}", me.GetRawText());
        Assert.Equal("{\"keyRequired\":true,\"signedIn\":false,\"person\":null,\"user\":null,\"project\":null,\"scopes\":[]}", (await MeAsync("X-Api-Key", key + "x")).GetRawText());
    }

    private async Task<int> StatusAsync(params string[] headers)
    {
        using var response = await api.GetAsync("/v1/runs", headers);
        return (int)response.StatusCode;
    }

    private async Task<JsonElement> MeAsync(params string[] headers)
    {
        using var response = await api.GetAsync("/v1/me", headers);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
