using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.Serialization;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Gates;

/// <summary>What arrives at a gate was written by others: it must neither decide nor break it.</summary>
public abstract class GateHostilityContract<THost> : GateContract<THost> where THost : EmbeddedHost, new()
{
    // The narrowest host takes 8 Ki characters of custom status.
    private const int MostStatusCharacters = 8 * 1024;

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"Approve\"")]
    [InlineData("[1,2]")]
    [InlineData("""{"id":"x","by":"alice","channel":"test","contentHash":"HASH","at":"2030-01-01T00:00:00+00:00"}""")]
    [InlineData("""{"id":"x","kind":"approve it","by":"alice","channel":"test","contentHash":"HASH","at":"2030-01-01T00:00:00+00:00"}""")]
    [InlineData("""{"id":"x","kind":null,"by":"alice","channel":"test","contentHash":"HASH","at":"2030-01-01T00:00:00+00:00"}""")]
    [InlineData("""{"id":null,"kind":"Approve","by":"alice","channel":"test","contentHash":"HASH","at":"2030-01-01T00:00:00+00:00"}""")]
    [InlineData("""{"id":"x","kind":"Approve","by":null,"channel":"test","contentHash":"HASH","at":"2030-01-01T00:00:00+00:00"}""")]
    [InlineData("""{"id":"x","kind":"Approve","by":"alice","channel":null,"contentHash":"HASH","at":"2030-01-01T00:00:00+00:00"}""")]
    [InlineData("""{"id":"x","kind":"Approve","by":"alice","channel":"test","contentHash":null,"at":"2030-01-01T00:00:00+00:00"}""")]
    [InlineData("""{"id":"x","kind":"Approve","by":"alice","channel":"test","contentHash":"HASH","at":"2030-01-01T00:00:00+00:00","roles":null}""")]
    public async Task What_is_no_decision_changes_nothing(string payload)
    {
        await OpenAndShowAsync(new GateRules { RemindEvery = TimeSpan.FromHours(1), Deadline = TimeSpan.FromDays(1) });
        await NoticesAsync(1);

        Assert.Equal(
            ControlResult.Accepted,
            await Client.RaiseEventAsync(GateId, GateOrchestrator.DecisionEvent, payload.Replace("HASH", Shown.ContentHash, StringComparison.Ordinal)));

        // The same gate then takes what is one: it neither failed nor ended, and told nobody anything.
        await RaiseAsync(Decision(GateDecisionKind.Reject, "bob"));
        Assert.Equal((GateDecisionKind.Reject, "bob"), ((await OutcomeAsync()).Kind, World.WentOn.Single().By));
        Assert.Equal(["gate-opened", "decision"], World.Audit.Select(note => note.Kind));
        Assert.Single(World.Notices);
    }

    [Fact]
    public async Task The_longest_text_in_any_script_is_taken_whole_and_a_longer_one_is_refused()
    {
        var longest = new string('試', GateDecision.MostText);
        await OpenAndShowAsync(new GateRules { Quorum = 2 });

        var gate = await DecideAsync(Decision(GateDecisionKind.Approve, "alice") with { Text = longest + "!" });
        Assert.Contains("4001 characters; the limit is 4000", Assert.Single(gate.Void).Reason, StringComparison.Ordinal);
        await DecideAsync(Decision(GateDecisionKind.Approve, "alice") with { Text = longest });
        Assert.InRange((await InstanceAsync(GateId)).CustomStatus!.Length, 1, MostStatusCharacters);
        await RaiseAsync(Decision(GateDecisionKind.Approve, "bob") with { Text = "fine" });

        Assert.Equal(longest + "\n\nfine", (await OutcomeAsync()).Text);
        Assert.All(World.Audit, note => Assert.All(note.Data.Values, value => Assert.InRange(value.Length, 1, 501)));
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public async Task Names_have_a_limit(int length, bool isRefused)
    {
        await OpenAndShowAsync(new GateRules { Quorum = 2 });

        var gate = await ApproveAsync(new string('a', length));

        Assert.Equal(isRefused, gate.Taken.Count == 0);
    }

    [Fact]
    public async Task A_flood_of_refused_decisions_keeps_the_status_small_and_the_last_one_is_answered()
    {
        await OpenAndShowAsync(new GateRules { Users = ["alice"] });
        var first = Decision(GateDecisionKind.Approve, "mallory");
        await DecideAsync(first);

        for (var i = 0; i < 25; i++)
        {
            var gate = await ApproveAsync(new string('試', 90) + i);
            Assert.InRange(gate.Void.Count, 1, 10);
            Assert.InRange((await InstanceAsync(GateId)).CustomStatus!.Length, 1, MostStatusCharacters);
        }

        // It is told no more, and still known.
        await RaiseAsync(first with { By = "alice" });
        await ApproveAsync("eve");
        Assert.Equal(27, World.Audit.Count(note => note.Kind == "decision-void"));
        await ApproveAsync("alice");
        Assert.Equal("alice", (await OutcomeAsync()).By);
    }

    [Fact]
    public async Task An_edited_artifact_takes_the_place_of_one_that_was_shown_and_of_nothing_else()
    {
        await OpenAndShowAsync(new GateRules { Decisions = [GateDecisionKind.EditArtifact] });
        var shown = Shown.Items[0].Artifact;

        foreach (var other in new[] { null, shown with { Name = "tests/Other.cs" }, shown with { RunId = "run-2" } })
        {
            var gate = await DecideAsync(Decision(GateDecisionKind.EditArtifact, "alice") with { Edited = other });
            Assert.Contains("edited artifact", gate.Void[^1].Reason, StringComparison.Ordinal);
            Assert.Empty(gate.Taken);
        }
    }

    [Fact]
    public void A_decision_crosses_history_unchanged()
    {
        var decision = Decision(GateDecisionKind.SendBack, "alice") with { Text = "model", Roles = ["leads"], Edited = Shown.Items[0].Artifact };

        var crossed = JsonSerializer.Deserialize(JsonSerializer.Serialize(decision, WorkflowJson.Default.GateDecision), WorkflowJson.Default.GateDecision)!;

        Assert.Equal(decision, crossed with { Roles = decision.Roles });
        Assert.Equal(decision.Roles, crossed.Roles);
    }
}
