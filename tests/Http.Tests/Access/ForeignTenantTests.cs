using System.Text;
using Microsoft.Extensions.Primitives;
using Workflows.Domain.Tenancy;
using Workflows.Http.Access;

namespace Workflows.Http.Tests.Access;

/// <summary>
/// No owner sees or touches what is another one's, through any route that the API has: each route is driven by each owner with requests
/// that name the others' things wherever a request can name something.
/// </summary>
public sealed class ForeignTenantTests
{
    private const int RequestsPerRoute = 24;

    // Names that are beginnings, ends and mixtures of one another.
    private static readonly RunOwner[] Owners = [new("alice", "web"), new("alice", "web2"), new("alice-web", "x"), new("a", "lice"), new("bob", "web")];

    public static TheoryData<int> Attackers => [0, 1, 2, 3, 4];

    [Theory]
    [MemberData(nameof(Attackers))]
    public async Task No_owner_sees_or_touches_what_is_anothers(int number)
    {
        await using var world = await World.BuildAsync(Owners);
        var attacker = world.Tenants[number];
        var tokens = await world.TokensAsync();
        await world.ShadowAsync(attacker);
        var before = await EverythingElse.ThanAsync(attacker.Owner, world.Api.Host);
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        foreach (var route in world.Routes)
        {
            for (var i = 0; i < RequestsPerRoute; i++)
            {
                var victim = world.Tenants[(number + 1 + random.Next(Owners.Length - 1)) % Owners.Length];
                var request = new Attack(random, attacker, victim, tokens).On(route);
                var (status, answer) = await world.AskAsync(route, request);

                var what = $"seed {seed}: {attacker.Owner.Prefix} {route.Method} {route.Pattern} with {string.Join(", ", request.Route)} ? {string.Join(", ", request.Query)}: {status} {answer}";
                Assert.True(status != 500, what);
                Assert.True(route.Access != ApiAccess.Admin || status == 403, what);
                Assert.All(world.Tenants.Where(other => other != attacker), other => Assert.False(answer.Contains(other.Secret, StringComparison.Ordinal), what));
            }
        }

        Assert.Equal(before, await EverythingElse.ThanAsync(attacker.Owner, world.Api.Host));
        foreach (var other in world.Tenants.Where(other => other != attacker))
        {
            await other.Gate.AssertUndecidedAsync();
            // An event that had come before would be taken first.
            await world.Api.Host.Engine.RaiseEventAsync(other.Waiting, "go", "\"its own\"");
            Assert.Equal("\"its own\"", (await world.Api.Host.Engine.WaitForCompletionAsync(other.Waiting))!.Output);
        }
    }

    [Fact]
    public async Task Whether_another_owner_has_something_cannot_be_told_from_the_answer()
    {
        await using var world = await World.BuildAsync(Owners[..2]);
        var (attacker, victim) = (world.Tenants[0], world.Tenants[1]);
        foreach (var route in world.Routes.Where(route => route.Pattern.Contains("Id}", StringComparison.Ordinal) && route.Access is not (ApiAccess.Public or ApiAccess.Admin)))
        {
            foreach (var id in new[] { victim.Waiting, victim.Failed, victim.Ended, victim.Gated, victim.Gate.Id })
            {
                var nothing = id.Replace(victim.Owner.Prefix, victim.Owner.Prefix[..^2] + "q~", StringComparison.Ordinal);
                var there = await world.AskAsync(route, Named(route, attacker, id, victim));
                var notThere = await world.AskAsync(route, Named(route, attacker, nothing, victim));

                Assert.Equal((notThere.Status, notThere.Answer.Replace(nothing, id, StringComparison.Ordinal)), there);
                Assert.True(there.Status is >= 400 and < 500 || (route.Method == "GET" && there.Status == 200), $"{route.Method} {route.Pattern}: {there}");
            }
        }
    }

    [Fact]
    public async Task Every_owner_sees_its_own_by_its_whole_id_and_by_the_short_one()
    {
        await using var world = await World.BuildAsync(Owners[..3]);
        var showing = new HashSet<string>();
        foreach (var tenant in world.Tenants)
        {
            foreach (var route in world.Routes.Where(route => route.Method == "GET" && route.Access == ApiAccess.Read))
            {
                var whole = await world.AskAsync(route, Named(route, tenant, null, tenant));
                var brief = await world.AskAsync(route, Named(route, tenant, null, tenant, isShort: true));

                Assert.True(whole.Status is not (401 or 403 or 404 or 500) && brief.Status == whole.Status, $"{route.Pattern}: {whole} {brief}");
                if (whole.Answer.Contains(tenant.Secret, StringComparison.Ordinal))
                {
                    showing.Add(route.Pattern);
                }
            }
        }

        Assert.Superset(
            new HashSet<string>
            {
                "/v1/events", "/v1/runs/{runId}/events", "/v1/runs/{runId}/diff", "/v1/inbox", "/v1/digest",
                "/v1/runs", "/v1/runs/{runId}", "/v1/runs/{runId}/artifacts", "/v1/runs/{runId}/artifacts/{*name}", "/v1/gates", "/v1/gates/{gateId}",
                "/runtime/webhooks/durabletask/instances", "/runtime/webhooks/durabletask/instances/{instanceId}",
            },
            showing);
    }

    [Fact]
    public async Task Without_a_good_key_every_route_but_the_public_ones_is_shut()
    {
        await using var world = await World.BuildAsync(Owners[..2]);
        var (one, other) = (world.Tenants[0], world.Tenants[1]);
        var random = new Random(7);
        foreach (var route in world.Routes)
        {
            foreach (var key in new[] { null, "", "wf_", one.Key[..^1], one.Key + "x", "wf_000000000000_" + one.Key[^43..], "Bearer", "null" })
            {
                var request = new Attack(random, one, other, ["x"]).On(route);
                var headers = request.Headers.Where(header => header.Key is not ("Authorization" or "X-Api-Key" or "Cookie")).ToDictionary(StringComparer.OrdinalIgnoreCase);
                if (key is not null)
                {
                    headers[random.Next(2) == 0 ? "Authorization" : "X-Api-Key"] = key;
                }

                var (status, answer) = await world.AskAsync(route, request with { Headers = headers });
                Assert.True(route.Access == ApiAccess.Public ? status != 500 : status == 401, $"{route.Method} {route.Pattern} {key}: {status} {answer}");
                Assert.All(world.Tenants, tenant => Assert.DoesNotContain(tenant.Secret, answer, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task A_scope_opens_its_own_routes_and_no_others()
    {
        await using var world = await World.BuildAsync(Owners[..1]);
        var tenant = world.Tenants[0];
        foreach (var scope in new[] { KeyScope.Read, KeyScope.Run, KeyScope.Decide })
        {
            var key = world.Api.Keys.Make(tenant.Owner, scope);
            foreach (var route in world.Routes.Where(route => route.Access != ApiAccess.Public))
            {
                var opens = route.Access.ToString() == scope.ToString();
                var request = Named(route, tenant, "nothing-of-that-name", tenant) with { Headers = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = "Bearer " + key } };
                var (status, answer) = await world.AskAsync(route, request);

                Assert.True((status == 403) != opens, $"{scope} on {route.Method} {route.Pattern}: {status} {answer}");
                Assert.True(opens || answer.Contains($"u0027{route.Access.ToString().ToLowerInvariant()}\\u0027", StringComparison.Ordinal), answer);
            }
        }
    }

    private static ApiRequest Named(ApiRoute route, Tenant caller, string? id, Tenant named, bool isShort = false) => new()
    {
        Method = route.Method,
        BaseUrl = new Uri("http://127.0.0.1:7071/"),
        Route = Attack.Parameters(route.Pattern).ToDictionary(
            name => name,
            name => name.EndsWith("Id", StringComparison.Ordinal) && id is not null ? id
                : Attack.Own(route, name, named) is var own && isShort && own.StartsWith(named.Owner.Prefix, StringComparison.Ordinal) ? own[named.Owner.Prefix.Length..] : own,
            StringComparer.OrdinalIgnoreCase),
        Query = route.Pattern.EndsWith("/diff", StringComparison.Ordinal) ? new Dictionary<string, StringValues> { ["to"] = Tenant.KnownArtifact } : new Dictionary<string, StringValues>(),
        Headers = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = "Bearer " + caller.Key, ["Content-Type"] = "application/json" },
        Body = new MemoryStream(Encoding.UTF8.GetBytes($"{{\"decision\":\"approve\",\"contentHash\":\"{named.Gate.Hash}\"}}")),
    };
}
