using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.Tenancy;
using Workflows.Http.Access;
using Workflows.Http.Tests.Gates;

namespace Workflows.Http.Tests.Access;

/// <summary>Whose runs are, who is on record, and lists of one owner.</summary>
public sealed class OwnedRunsTests(KeyedApi api) : IClassFixture<KeyedApi>
{
    private const string Document = "{\"openapi\":\"3.0.0\"}";

    [Fact]
    public async Task A_run_is_its_owners_whatever_id_was_chosen()
    {
        var owner = Owner();
        var key = api.Keys.Make(owner, KeyScope.Run, KeyScope.Read);
        foreach (var (chosen, id) in new[] { ("mine", owner.Prefix + "mine"), (owner.Prefix + "whole", owner.Prefix + "whole"), ("bob~web~x", owner.Prefix + "bob~web~x") })
        {
            using var started = await api.SendAsync(HttpMethod.Post, "/v1/generate?checkOnly=true&runId=" + chosen, ApiFixture.Json(Document), "X-Api-Key", key);
            Assert.Equal(id, (await JsonAsync(started)).GetProperty("runId").GetString());
            using var again = await api.SendAsync(HttpMethod.Post, "/v1/generate?checkOnly=true&runId=" + chosen, ApiFixture.Json(Document), "X-Api-Key", key);
            Assert.True((await JsonAsync(again)).GetProperty("existing").GetBoolean());
        }

        using var one = await api.SendAsync(HttpMethod.Post, "/v1/generate?checkOnly=true", ApiFixture.Json(Document), "X-Api-Key", key, "Idempotency-Key", "k");
        var other = api.Keys.Make(Owner(), KeyScope.Run, KeyScope.Read);
        using var two = await api.SendAsync(HttpMethod.Post, "/v1/generate?checkOnly=true", ApiFixture.Json(Document), "X-Api-Key", other, "Idempotency-Key", "k");
        var second = await JsonAsync(two);
        Assert.False(second.GetProperty("existing").GetBoolean());
        Assert.NotEqual((await JsonAsync(one)).GetProperty("runId").GetString(), second.GetProperty("runId").GetString());
    }

    [Fact]
    public async Task An_id_that_is_too_long_with_its_owner_says_so_and_leaves_nothing()
    {
        var key = api.Keys.Make(Owner(), KeyScope.Run);
        using var started = await api.SendAsync(HttpMethod.Post, "/v1/generate?runId=" + new string('x', 95), ApiFixture.Json(Document), "X-Api-Key", key);
        await ApiFixture.ProblemAsync(started, 400, "longer than 100");
    }

    [Fact]
    public async Task An_admin_sees_everybodys_and_starts_its_own()
    {
        var (owner, admins) = (Owner(), Owner());
        var (key, admin) = (api.Keys.Make(owner, KeyScope.Run), api.Keys.Make(admins, KeyScope.Admin));
        using var theirs = await api.SendAsync(HttpMethod.Post, "/v1/generate?checkOnly=true&runId=x", ApiFixture.Json(Document), "X-Api-Key", key);
        using var own = await api.SendAsync(HttpMethod.Post, "/api/orchestrators/Echo/started", ApiFixture.Json("\"x\""), "X-Api-Key", admin);
        Assert.Equal(admins.Prefix + "started", (await JsonAsync(own)).GetProperty("id").GetString());

        using var seen = await api.GetAsync($"/v1/runs/{owner.Prefix}x", "X-Api-Key", admin);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        using var listed = await api.GetAsync($"/v1/runs?prefix={owner.Prefix}", "X-Api-Key", admin);
        Assert.Equal([owner.Prefix + "x"], Ids(await JsonAsync(listed)));
    }

    [Fact]
    public async Task A_run_that_is_restarted_stays_its_owners_whoever_restarts_it()
    {
        var owner = Owner();
        var (key, admin) = (api.Keys.Make(owner, KeyScope.Run, KeyScope.Read), api.Keys.Make(Owner(), KeyScope.Admin));
        await api.Host.Engine.ScheduleNewInstanceAsync(TestOrchestrators.Echo.Name, "\"again\"", new StartOptions { InstanceId = owner.Prefix + "echo" });
        await api.Host.Engine.WaitForCompletionAsync(owner.Prefix + "echo");

        foreach (var who in new[] { key, admin, KeyedApi.Operator })
        {
            using var restarted = await api.SendAsync(HttpMethod.Post, $"{ApiFixture.Instances}/{owner.Prefix}echo/restart", null, "Authorization", "Bearer " + who);
            var id = (await JsonAsync(restarted)).GetProperty("id").GetString()!;
            Assert.True(owner.Owns(id) && id != owner.Prefix + "echo", id);
            Assert.Equal("\"AGAIN\"", (await api.Host.Engine.WaitForCompletionAsync(id))!.Output);
        }
    }

    [Fact]
    public async Task The_keys_person_decides_and_nobody_elses_name_is_taken()
    {
        var owner = Owner();
        var key = api.Keys.Make(owner, "Alice Smith", KeyScope.Decide);
        var gate = await OpenGate.OpenAsync(api.Host, run: owner.Prefix + "gated");

        using (var forged = await DecideAsync(gate, key, "the boss"))
        {
            await ApiFixture.ProblemAsync(forged, 403, "Alice Smith", "the boss");
        }

        await gate.AssertUndecidedAsync();
        using var decided = await DecideAsync(gate, key, null);
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
        Assert.Equal(("Alice Smith", GateDecisionKind.Approve), (await gate.StatusAsync()).Taken.Select(taken => (taken.By, taken.Kind)).Single());
    }

    [Fact]
    public async Task The_keys_person_has_asked_for_what_it_starts()
    {
        var key = api.Keys.Make(Owner(), "Alice Smith", KeyScope.Run);

        using var forged = await api.SendAsync(HttpMethod.Post, "/v1/generate?checkOnly=true&requestedBy=boss", ApiFixture.Json(Document), "X-Api-Key", key);
        await ApiFixture.ProblemAsync(forged, 403, "boss");
        using var inBody = await api.SendAsync(HttpMethod.Post, "/v1/generate", ApiFixture.Json("{\"url\":\"http://127.0.0.1:1/\",\"requestedBy\":\"boss\"}"), "X-Api-Key", key);
        await ApiFixture.ProblemAsync(inBody, 403, "boss");
        using var own = await api.SendAsync(HttpMethod.Post, "/v1/generate?checkOnly=true&requestedBy=alice%20smith", ApiFixture.Json(Document), "X-Api-Key", key);
        Assert.Equal(HttpStatusCode.Accepted, own.StatusCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Pages_show_each_of_an_owners_runs_once_newest_first_and_no_token_tells_of_others(int size)
    {
        var (owner, other) = (Owner(), Owner());
        var key = api.Keys.Make(owner, KeyScope.Read);
        var ids = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            ids.Add((await api.Host.Engine.ScheduleNewInstanceAsync(TestOrchestrators.Echo.Name, "\"x\"", new StartOptions { InstanceId = $"{owner.Prefix}{i}" })).InstanceId);
            await api.Host.Engine.ScheduleNewInstanceAsync(TestOrchestrators.Echo.Name, "\"x\"", new StartOptions { InstanceId = $"{other.Prefix}{i}" });
        }

        var seen = new List<string>();
        string? continuation = null;
        do
        {
            using var page = await api.GetAsync($"/v1/runs?top={size}" + (continuation is null ? "" : "&continuation=" + Uri.EscapeDataString(continuation)), "X-Api-Key", key);
            var list = await JsonAsync(page);
            seen.AddRange(Ids(list));
            continuation = list.GetProperty("continuation").GetString();
            if (continuation is not null)
            {
                Assert.Matches($"^[0-9a-f]+\\.{owner.Prefix}[0-9]+$", Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(continuation)));
            }
        }
        while (continuation is not null);

        ids.Reverse();
        Assert.Equal(ids, seen);
    }

    [Fact]
    public async Task A_token_of_another_owner_or_none_at_all_leads_to_own_runs_or_to_an_error()
    {
        var (owner, other) = (Owner(), Owner());
        var (key, others) = (api.Keys.Make(owner, KeyScope.Read), api.Keys.Make(other, KeyScope.Read));
        foreach (var prefix in new[] { owner.Prefix, other.Prefix, owner.Prefix, other.Prefix })
        {
            await api.Host.Engine.ScheduleNewInstanceAsync(TestOrchestrators.Echo.Name, "\"x\"", new StartOptions { InstanceId = prefix + Guid.NewGuid().ToString("N") });
        }

        using var theirs = await api.GetAsync("/v1/runs?top=1", "X-Api-Key", others);
        var token = (await JsonAsync(theirs)).GetProperty("continuation").GetString()!;
        using var taken = await api.GetAsync("/v1/runs?continuation=" + token, "X-Api-Key", key);
        Assert.All(Ids(await JsonAsync(taken)), id => Assert.StartsWith(owner.Prefix, id, StringComparison.Ordinal));
        foreach (var nonsense in new[] { "x", "1-1", "7fffffffffffffff-7fffffffffffffff", "%00", "LTEuMQ", new string('A', 1000) })
        {
            using var refused = await api.GetAsync("/v1/runs?continuation=" + nonsense, "X-Api-Key", key);
            await ApiFixture.ProblemAsync(refused, 400, "continuation token");
        }
    }

    [Fact]
    public async Task Runs_of_one_instant_are_shown_once_each()
    {
        var (owner, at) = (Owner(), DateTimeOffset.UtcNow);
        var inner = new ListedInstances([.. Enumerable.Range(0, 9).Select(i => new OrchestrationMetadata
        {
            InstanceId = $"{owner.Prefix}{i}",
            Name = "Echo",
            RuntimeStatus = OrchestrationRuntimeStatus.Completed,
            CreatedAt = i < 7 ? at : at.AddSeconds(-i),
            LastUpdatedAt = at,
        })]);
        var pages = new OwnedPages(inner.QueryAsync);
        var (seen, query) = (new List<string>(), new OrchestrationQuery { PageSize = 2 });
        do
        {
            var page = await pages.ReadAsync(query, owner, CancellationToken.None);
            seen.AddRange(page.Instances.Select(instance => instance.InstanceId));
            query = query with { ContinuationToken = page.ContinuationToken };
        }
        while (query.ContinuationToken is not null);

        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"{owner.Prefix}{i}"), seen);
    }

    private static RunOwner Owner() => new("u" + Guid.NewGuid().ToString("N")[..10], "web");

    private static IEnumerable<string> Ids(JsonElement list) => list.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("runId").GetString()!);

    private static Task<JsonElement> JsonAsync(HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>();

    private Task<HttpResponseMessage> DecideAsync(OpenGate gate, string key, string? by) =>
        api.SendAsync(HttpMethod.Post, gate.Path + "/decisions", JsonContent.Create(new { decision = "approve", contentHash = gate.Hash, by }), "X-Api-Key", key);
}
