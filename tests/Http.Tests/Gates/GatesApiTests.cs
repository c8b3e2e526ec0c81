using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Domain.Gates;
using Workflows.Http.Gates;

namespace Workflows.Http.Tests.Gates;

public sealed class GatesApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Open_gates_are_listed_oldest_first_with_all_that_a_decision_needs()
    {
        var first = await OpenGate.OpenAsync(api, new GateRules { Quorum = 2, Deadline = TimeSpan.FromHours(1) }, title: "First");
        var second = await OpenGate.OpenAsync(api, title: "Second");
        var over = await OpenGate.OpenAsync(api, title: "Over");
        (await over.DecideAsync("reject")).EnsureSuccessStatusCode();

        var gates = (await api.Client.GetFromJsonAsync<JsonElement>("/v1/gates?top=1000")).GetProperty("gates").EnumerateArray().ToList();

        var ids = gates.Select(gate => gate.GetProperty("gateId").GetString()).ToList();
        Assert.True(ids.IndexOf(first.Id) >= 0 && ids.IndexOf(first.Id) < ids.IndexOf(second.Id));
        Assert.DoesNotContain(over.Id, ids);
        var shown = gates[ids.IndexOf(first.Id)];
        Assert.Equal((first.Hash, first.RunId, "First", 2), (
            shown.GetProperty("contentHash").GetString(), shown.GetProperty("runId").GetString(), shown.GetProperty("title").GetString(), shown.GetProperty("quorum").GetInt32()));
        Assert.Equal(["Approve", "Reject", "RequestChanges"], shown.GetProperty("decisions").EnumerateArray().Select(word => word.GetString()!));
        Assert.Equal(JsonValueKind.String, shown.GetProperty("deadlineAt").ValueKind);

        var all = await api.Client.GetFromJsonAsync<JsonElement>($"/v1/gates?state=all&runId={over.RunId}");
        Assert.Equal("Decided", Assert.Single(all.GetProperty("gates").EnumerateArray()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_bare_event_decides_nothing()
    {
        var gate = await OpenGate.OpenAsync(api);
        var forged = new GateDecision("forged", GateDecisionKind.Approve, "the boss", "http", gate.Hash, DateTimeOffset.UtcNow);

        using var refused = await api.Client.PostAsJsonAsync(
            $"/runtime/webhooks/durabletask/instances/{Uri.EscapeDataString(gate.Id)}/raiseEvent/Decision", forged);

        await ApiFixture.ProblemAsync(refused, 403, "/v1/gates/");
        Assert.Equal(GateState.Open, (await gate.StatusAsync()).State);
    }

    [Fact]
    public async Task A_gate_tells_its_status_and_where_its_artifacts_are()
    {
        var gate = await OpenGate.OpenAsync(api);

        var details = await api.Client.GetFromJsonAsync<JsonElement>(gate.Path);

        Assert.Equal(gate.Hash, details.GetProperty("status").GetProperty("contentHash").GetString());
        var artifact = Assert.Single(details.GetProperty("artifacts").EnumerateArray()).GetProperty("artifact");
        using var served = await api.Client.GetAsync(artifact.GetProperty("url").GetString());
        Assert.Equal("class PingTests {}", await served.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_decision_is_taken_once_and_the_second_is_told_who_decided_and_when()
    {
        var gate = await OpenGate.OpenAsync(api);

        using var taken = await gate.DecideAsync("Approve", "add a test for 404", by: "ada");
        using var second = await gate.DecideAsync("Reject", by: "bob");

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal("taken", (await taken.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("result").GetString());
        var decision = Assert.Single((await gate.StatusAsync()).Taken);
        Assert.Equal((GateDecisionKind.Approve, "ada", "http", "add a test for 404"), (decision.Kind, decision.By, decision.Channel, decision.Text));
        await ApiFixture.ProblemAsync(second, 409, "Approve by ada", $"{decision.At:u}");
    }

    [Fact]
    public async Task Of_many_decisions_at_once_exactly_one_is_told_that_it_decided()
    {
        var gate = await OpenGate.OpenAsync(api);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => gate.DecideAsync(i % 2 == 0 ? "Approve" : "Reject", by: $"user-{i}")));

        var winner = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        var by = Assert.Single((await gate.StatusAsync()).Taken).By;
        Assert.Contains($"by {by} ", (await winner.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
        foreach (var loser in answers.Except([winner]))
        {
            await ApiFixture.ProblemAsync(loser, 409, $"by {by} at");
        }
    }

    [Fact]
    public async Task A_quorum_counts_different_people_and_tells_how_many_are_there()
    {
        var gate = await OpenGate.OpenAsync(api, new GateRules { Quorum = 2 });

        using var first = await gate.DecideAsync("approve", by: "ada");
        using var again = await gate.DecideAsync("approve", by: "ADA");
        using var second = await gate.DecideAsync("approve", by: "bob");

        Assert.Contains("1 of 2", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await ApiFixture.ProblemAsync(again, 409, "already decided");
        Assert.Equal("Decided", (await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_decision_on_content_that_changed_is_void_and_says_what_changed()
    {
        var gate = await OpenGate.OpenAsync(api);
        await gate.ChangeArtifactAsync();

        using var noticed = await gate.DecideAsync("Approve");
        using var stale = await gate.DecideAsync("Approve");

        await ApiFixture.ProblemAsync(noticed, 409, "changed since", "Tests");
        await ApiFixture.ProblemAsync(stale, 409, "changed since", "Tests");
        await gate.AssertUndecidedAsync();
        using var anew = await gate.DecideAsync("Approve", hash: (await gate.StatusAsync()).ContentHash);
        Assert.Equal(HttpStatusCode.OK, anew.StatusCode);
    }

    [Theory]
    [InlineData("Approve", "bob", null, 403, "may not decide")]
    [InlineData("Approve", "eve", null, 403, "started this run")]
    [InlineData("RequestChanges", "ada", null, 422, "needs a text")]
    [InlineData("RequestChanges", "ada", " \r\n ", 422, "needs a text")]
    [InlineData("SendBack", "ada", "prompt", 422, "does not allow")]
    [InlineData("0", "ada", null, 422, "no decision")]
    [InlineData("Approve,Reject", "ada", null, 422, "no decision")]
    [InlineData("Approve", "ada\nApproved-by: root", null, 422, "line end")]
    public async Task What_may_not_be_is_refused_with_its_reason(string decision, string by, string? text, int status, string words)
    {
        var gate = await OpenGate.OpenAsync(api, new GateRules { Users = ["ada", "eve"], Requester = "eve" });

        using var answer = await gate.DecideAsync(decision, text, by);

        await ApiFixture.ProblemAsync(answer, status, words);
        await gate.AssertUndecidedAsync();
    }

    [Fact]
    public async Task Who_has_not_seen_the_content_cannot_decide()
    {
        var gate = await OpenGate.OpenAsync(api);

        using var without = await api.Client.PostAsync(gate.Path + "/decisions", ApiFixture.Json("""{"decision":"Approve"}"""));
        using var another = await gate.DecideAsync("Approve", hash: new string('0', 64));
        using var part = await gate.DecideAsync("Approve", hash: gate.Hash[..12]);

        await ApiFixture.ProblemAsync(without, 422, "contentHash");
        await ApiFixture.ProblemAsync(another, 409, "void");
        await ApiFixture.ProblemAsync(part, 409, "void");
        await gate.AssertUndecidedAsync();
    }

    [Fact]
    public async Task What_is_no_gate_or_over_says_so()
    {
        var run = (await api.StartAsync("WaitForGo")).GetProperty("id").GetString()!;
        var ended = await OpenGate.OpenAsync(api);
        await api.Engine.TerminateAsync(ended.Id, "enough");
        var expired = await OpenGate.OpenAsync(api, new GateRules { Deadline = TimeSpan.FromMilliseconds(1) });
        await expired.UntilAsync(status => status.State == GateState.Expired);

        using var unknown = await api.Client.PostAsJsonAsync("/v1/gates/nobody/decisions", new { decision = "Approve", contentHash = "x" });
        using var noGate = await api.Client.PostAsJsonAsync($"/v1/gates/{run}/decisions", new { decision = "Approve", contentHash = "x" });
        using var late = await ended.DecideAsync("Approve");
        using var tooLate = await expired.DecideAsync("Approve");

        await ApiFixture.ProblemAsync(unknown, 404, "nobody");
        await ApiFixture.ProblemAsync(noGate, 404, run);
        await ApiFixture.ProblemAsync(late, 410, "operator");
        await ApiFixture.ProblemAsync(tooLate, 410, "deadline");
        await ApiFixture.ProblemAsync(await api.Client.GetAsync($"/v1/gates/{run}"), 404, run);
    }

    [Fact]
    public async Task A_decision_that_the_gate_has_not_looked_at_is_accepted_and_counts_later()
    {
        var gate = await OpenGate.OpenAsync(api);
        await api.Engine.SuspendAsync(gate.Id);
        var desk = new GateDesk(
            api.Engine, new GateReader(api.Engine), new HttpApiOptions { MaxDecisionWait = TimeSpan.FromMilliseconds(50) },
            new HostDescription("", "", "", CancellationToken.None), TimeProvider.System);

        var answer = await desk.DecideAsync(gate.Id, new DecisionDraft(GateDecisionKind.Approve, "ada", "http", gate.Hash), CancellationToken.None);

        Assert.Equal((DeskVerdict.Accepted, 202), (answer.Verdict, answer.Status));
        await api.Engine.ResumeAsync(gate.Id);
        Assert.Equal(answer.DecisionId, Assert.Single((await gate.UntilAsync(status => status.State == GateState.Decided)).Taken).Id);
    }
}
