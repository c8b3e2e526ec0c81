using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Gates;

/// <summary>Who decides what, and what counts.</summary>
public abstract class GateDecisionContract<THost> : GateContract<THost> where THost : EmbeddedHost, new()
{
    private static readonly GateRules Everything = new() { Decisions = Enum.GetValues<GateDecisionKind>(), Steps = ["model"] };

    [Theory]
    [InlineData(GateDecisionKind.Approve, null)]
    [InlineData(GateDecisionKind.Approve, "but add a test")]
    [InlineData(GateDecisionKind.Reject, null)]
    [InlineData(GateDecisionKind.RequestChanges, "fewer tests")]
    [InlineData(GateDecisionKind.Answer, "42")]
    [InlineData(GateDecisionKind.EditArtifact, null)]
    [InlineData(GateDecisionKind.RaiseBudget, "5 usd")]
    [InlineData(GateDecisionKind.SendBack, "model")]
    public async Task Every_decision_ends_the_gate_with_what_was_decided(GateDecisionKind kind, string? text)
    {
        await OpenAsync(Everything);
        await StatusAsync();
        var decision = Decision(kind, "alice") with
        {
            Text = text,
            Edited = kind == GateDecisionKind.EditArtifact ? Shown.Items[0].Artifact with { Sha256 = "edited" } : null,
        };

        await RaiseAsync(decision);

        var outcome = await OutcomeAsync();
        Assert.Equal((kind, GateState.Decided, text, "alice"), (outcome.Kind, outcome.State, outcome.Text, outcome.By));
        Assert.Equal((decision.Id, decision.Edited, decision.At), (outcome.Last!.Id, outcome.Last.Edited, outcome.Last.At));
        Assert.Equal(Shown.ContentHash, outcome.Subject.ContentHash);
        Assert.Equal(["gate-opened", "decision"], World.Audit.Select(note => note.Kind));
        Assert.Equal((kind.ToString(), "alice"), (World.Audit[1].Data["decision"], World.Audit[1].Data["by"]));
        Assert.Single(World.WentOn);
    }

    [Fact]
    public async Task A_quorum_takes_that_many_different_people()
    {
        await OpenAndShowAsync(new GateRules { Quorum = 2 });
        Assert.Equal(GateState.Open, (await ApproveAsync("alice")).State);

        var again = await ApproveAsync(" ALICE");
        Assert.Contains("has already decided", Assert.Single(again.Void).Reason, StringComparison.Ordinal);
        Assert.Single(again.Taken);
        await ApproveAsync("bob");

        var outcome = await OutcomeAsync();
        Assert.Equal(["alice", "bob"], outcome.Decisions.Select(decision => decision.By));
        Assert.Equal("alice, bob", outcome.By);
        Assert.Equal(["gate-opened", "decision", "decision-void", "decision"], World.Audit.Select(note => note.Kind));
    }

    [Theory]
    [InlineData(GateDecisionKind.Reject)]
    [InlineData(GateDecisionKind.RequestChanges)]
    public async Task Whatever_is_no_approval_is_taken_by_one_however_large_the_quorum(GateDecisionKind kind)
    {
        await OpenAndShowAsync(new GateRules { Quorum = 3 });
        await ApproveAsync("alice");

        await RaiseAsync(Decision(kind, "bob") with { Text = "no" });

        Assert.Equal(kind, (await OutcomeAsync()).Kind);
    }

    [Theory]
    [InlineData("dana")]
    [InlineData("DANA")]
    [InlineData(" Dana ")]
    public async Task Who_started_the_run_does_not_decide_on_it(string requester)
    {
        await OpenAndShowAsync(new GateRules { Users = ["dana", "alice"], Requester = requester });

        Assert.Contains("started this run", Assert.Single((await ApproveAsync("Dana")).Void).Reason, StringComparison.Ordinal);
        await ApproveAsync("alice");

        Assert.Equal("alice", (await OutcomeAsync()).By);
    }

    [Fact]
    public async Task Who_started_the_run_decides_where_that_is_allowed()
    {
        await OpenAndShowAsync(new GateRules { Requester = "dana", RequesterMayDecide = true });

        await RaiseAsync(Decision(GateDecisionKind.Approve, "Dana"));

        Assert.Equal("Dana", (await OutcomeAsync()).By);
    }

    [Fact]
    public async Task Named_users_and_members_of_roles_decide_and_nobody_else()
    {
        await OpenAndShowAsync(new GateRules { Users = ["alice"], Roles = ["leads"], Quorum = 2 });

        Assert.Contains("mallory may not decide", (await ApproveAsync("mallory")).Void[^1].Reason, StringComparison.Ordinal);
        Assert.Contains("eve may not decide", (await DecideAsync(Decision(GateDecisionKind.Reject, "eve") with { Roles = ["readers"] })).Void[^1].Reason, StringComparison.Ordinal);
        await ApproveAsync("Alice");
        await RaiseAsync(Decision(GateDecisionKind.Approve, "bob") with { Roles = ["LEADS"] });

        Assert.Equal("Alice, bob", (await OutcomeAsync()).By);
    }

    [Fact]
    public async Task The_same_decision_delivered_again_counts_and_is_recorded_once()
    {
        await OpenAndShowAsync(new GateRules { Quorum = 2 });
        var decision = Decision(GateDecisionKind.Approve, "alice");

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RaiseAsync(decision)));
        var refused = Decision(GateDecisionKind.Answer, "carol");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RaiseAsync(refused)));
        await RaiseAsync(decision with { By = "bob" });
        await DecideAsync(Decision(GateDecisionKind.Answer, "last"));

        var gate = await StatusAsync();
        Assert.Equal((GateState.Open, "alice"), (gate.State, Assert.Single(gate.Taken).By));
        Assert.Equal(["gate-opened", "decision", "decision-void", "decision-void"], World.Audit.Select(note => note.Kind));
    }

    [Fact]
    public async Task Of_two_at_once_one_is_taken_and_the_other_is_told_who_decided_and_when()
    {
        await OpenAndShowAsync(new GateRules());
        GateDecision[] both = [Decision(GateDecisionKind.Approve, "alice"), Decision(GateDecisionKind.Reject, "bob")];

        await Task.WhenAll(both.Select(RaiseAsync));

        var taken = Assert.Single((await OutcomeAsync()).Decisions);
        var late = both.Single(decision => decision.Id != taken.Id);
        Assert.Equal($"This was already decided: {taken.Kind} by {taken.By} at {taken.At:u}.", GateRuling.Refusal(await StatusAsync(), late));
        Assert.Single(World.Audit, note => note.Kind == "decision");
        Assert.Single(World.WentOn);
    }

    [Fact]
    public async Task A_decision_that_comes_before_the_gate_waits_is_kept()
    {
        using var opened = new SemaphoreSlim(0);
        World.Before = (activity, stop) => activity == "RecordAudit" ? opened.WaitAsync(stop) : Task.CompletedTask;
        await OpenAsync(new GateRules { Quorum = 2 });
        await StatusAsync();

        await RaiseAsync(Decision(GateDecisionKind.Approve, "alice"));
        await RaiseAsync(Decision(GateDecisionKind.Approve, "bob"));
        Assert.Empty((await StatusAsync()).Taken);
        opened.Release(3);

        Assert.Equal("alice, bob", (await OutcomeAsync()).By);
    }

    [Fact]
    public async Task A_receiver_that_is_down_holds_up_no_decision()
    {
        World.ReceiverIsDown = true;
        await OpenAndShowAsync(new GateRules { RemindEvery = TimeSpan.FromHours(1) });
        await Eventually.TrueAsync(() => !World.Attempts.IsEmpty, Patience, "a first attempt");

        await RaiseAsync(Decision(GateDecisionKind.Approve, "alice"));

        Assert.Equal(GateDecisionKind.Approve, (await OutcomeAsync()).Kind);
        Assert.Empty(World.Notices);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await InstanceAsync(GateId)).RuntimeStatus);
    }
}
