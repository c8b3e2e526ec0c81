using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Domain.Gates;
using Workflows.Http.Tests.Gates;

namespace Workflows.Http.Tests.Views;

public sealed class InboxTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task What_is_near_its_deadline_comes_first_then_what_has_waited_longest()
    {
        var oldest = await OpenGate.OpenAsync(api, title: "Oldest");
        var late = await OpenGate.OpenAsync(api, new GateRules { Deadline = TimeSpan.FromDays(30) }, title: "Far deadline");
        var near = await OpenGate.OpenAsync(api, new GateRules { Deadline = TimeSpan.FromHours(20) }, title: "Near deadline");
        var nearest = await OpenGate.OpenAsync(api, new GateRules { Deadline = TimeSpan.FromHours(2) }, title: "Nearest deadline");

        var inbox = await api.Client.GetFromJsonAsync<JsonElement>("/v1/inbox?top=1000");
        var order = inbox.GetProperty("items").EnumerateArray().Select(Id).Where(id => new[] { oldest.Id, late.Id, near.Id, nearest.Id }.Contains(id));
        Assert.Equal([nearest.Id, near.Id, oldest.Id, late.Id], order);

        var first = await api.Client.GetFromJsonAsync<JsonElement>("/v1/inbox?top=1");
        Assert.Equal(nearest.Id, Id(first.GetProperty("items")[0]));
        Assert.True(first.GetProperty("total").GetInt32() >= 4);
    }

    [Fact]
    public async Task An_item_tells_what_it_holds_up_and_all_that_a_decision_needs()
    {
        api.Activities.ModelGate.TrySetResult();
        var run = await GatedRun.StartAsync(api, "inbox-" + Guid.NewGuid().ToString("N"), new GateRules { Quorum = 2 }, label: "Nightly");
        var gate = await run.GateAsync();

        var inbox = await api.Client.GetFromJsonAsync<JsonElement>($"/v1/inbox?runId={run.RunId}");

        var item = Assert.Single(inbox.GetProperty("items").EnumerateArray());
        Assert.Equal((run.GateId, run.RunId, gate.GetProperty("contentHash").GetString(), 2), (
            Id(item), item.GetProperty("runId").GetString(), item.GetProperty("contentHash").GetString(), item.GetProperty("quorum").GetInt32()));
        Assert.Equal(("Nightly", "approve"), (item.GetProperty("blocks").GetProperty("label").GetString(), item.GetProperty("blocks").GetProperty("stage").GetString()));
        Assert.EndsWith("/v1/runs/" + run.RunId, item.GetProperty("runUrl").GetString(), StringComparison.Ordinal);
        Assert.True(item.GetProperty("waitingSeconds").GetDouble() >= 0);
        Assert.Contains("tests", item.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Equal(["Approve", "Reject", "RequestChanges"], item.GetProperty("decisions").EnumerateArray().Select(word => word.GetString()!));
    }

    [Fact]
    public async Task Several_decisions_are_taken_at_once_and_one_that_fails_stops_no_other()
    {
        var good = await OpenGate.OpenAsync(api);
        var stale = await OpenGate.OpenAsync(api);
        var closed = await OpenGate.OpenAsync(api, new GateRules { Users = ["ada"] });
        var last = await OpenGate.OpenAsync(api);

        using var answer = await PostAsync(
            new { gateId = good.Id, decision = "approve", contentHash = good.Hash, by = "bob" },
            new { gateId = stale.Id, decision = "approve", contentHash = new string('0', 64), by = "bob" },
            new { gateId = closed.Id, decision = "approve", contentHash = closed.Hash, by = "bob" },
            new { gateId = "nobody:gate:1", decision = "approve", contentHash = good.Hash, by = "bob" },
            new { gateId = good.Id, decision = "reject", contentHash = good.Hash, by = "bob" },
            new { gateId = last.Id, decision = "reject", contentHash = last.Hash, by = "bob", text = "not today" });

        var results = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results").EnumerateArray().ToList();
        Assert.Equal([200, 409, 403, 404, 422, 200], results.Select(result => result.GetProperty("status").GetInt32()));
        Assert.Equal(["taken", "refused", "refused", "refused", "refused", "taken"], results.Select(result => result.GetProperty("result").GetString()!));
        Assert.All(results, result => Assert.False(string.IsNullOrEmpty(result.GetProperty("detail").GetString())));
        var taken = Assert.Single((await good.StatusAsync()).Taken);
        Assert.Equal((GateDecisionKind.Approve, "bob"), (taken.Kind, taken.By));
        Assert.Equal("not today", Assert.Single((await last.StatusAsync()).Taken).Text);
        await stale.AssertUndecidedAsync();
        await closed.AssertUndecidedAsync();
    }

    [Theory]
    [InlineData("""{"decisions":[]}""", 422, "1 to 100")]
    [InlineData("""{}""", 422, "1 to 100")]
    [InlineData("""{"decisions":[null]}""", 422, "1 to 100")]
    [InlineData("""{"decisions":[{"gateId":1}]}""", 400, "decisions")]
    [InlineData("""{"decisions":[{"gate":"x"}]}""", 400, "decisions")]
    [InlineData("""[]""", 400, "")]
    public async Task A_list_that_is_none_is_refused_whole(string body, int status, string word)
    {
        using var answer = await api.Client.PostAsync("/v1/inbox/decisions", ApiFixture.Json(body));
        await ApiFixture.ProblemAsync(answer, status, word);
    }

    [Fact]
    public async Task More_than_a_hundred_are_refused_whole()
    {
        var gate = await OpenGate.OpenAsync(api);
        var one = new { gateId = gate.Id, decision = "approve", contentHash = gate.Hash, by = "bob" };

        using var answer = await PostAsync([.. Enumerable.Repeat(one, 101)]);

        await ApiFixture.ProblemAsync(answer, 422, "101");
        await gate.AssertUndecidedAsync();
    }

    private static string Id(JsonElement item) => item.GetProperty("gateId").GetString()!;

    private Task<HttpResponseMessage> PostAsync(params object[] decisions) => api.Client.PostAsJsonAsync("/v1/inbox/decisions", new { decisions });
}
