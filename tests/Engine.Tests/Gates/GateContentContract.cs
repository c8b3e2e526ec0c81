using Workflows.Domain.Gates;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Gates;

/// <summary>A decision is bound to the hash of what was shown.</summary>
public abstract class GateContentContract<THost> : GateContract<THost> where THost : EmbeddedHost, new()
{
    private static readonly GateSubject Other = SubjectOf("bbbb");

    [Fact]
    public async Task Content_that_changed_since_voids_the_decision_resets_the_votes_and_is_told()
    {
        await OpenAndShowAsync(new GateRules { Quorum = 2 });
        await ApproveAsync("alice");
        World.Content = Other;

        var late = Decision(GateDecisionKind.Approve, "bob");
        var gate = await DecideAsync(late);

        Assert.Equal((GateState.Open, Other.ContentHash), (gate.State, gate.ContentHash));
        Assert.Empty(gate.Taken);
        Assert.Equal(["Tests"], gate.Changed);
        Assert.Equal(["alice", "bob"], gate.Void.Select(refused => refused.By));
        Assert.All(gate.Void, refused => Assert.Contains("has changed since", refused.Reason, StringComparison.Ordinal));
        await NoticesAsync(2);
        var notice = World.Notices.Last();
        Assert.Equal((GateNoticeKind.Changed, 2, Other.ContentHash), (notice.Kind, notice.Number, notice.Gate.ContentHash));
        Assert.Equal(["gate-opened", "decision", "decision-void"], World.Audit.Select(note => note.Kind));
    }

    [Fact]
    public async Task After_a_change_only_decisions_on_the_new_content_count()
    {
        await OpenAndShowAsync(new GateRules { Quorum = 2 });
        World.Content = Other;
        await ApproveAsync("alice");

        Assert.Empty((await ApproveAsync("bob")).Taken);
        Assert.Single((await ApproveAsync("alice", Other)).Taken);
        await ApproveAsync("bob", Other);

        var outcome = await OutcomeAsync();
        Assert.Equal("alice, bob", outcome.By);
        Assert.Equal(Other.ContentHash, outcome.Subject.ContentHash);
        Assert.All(outcome.Decisions, decision => Assert.Equal(Other.ContentHash, decision.ContentHash));
    }

    [Fact]
    public async Task A_decision_on_something_that_was_never_shown_is_void_and_reads_nothing()
    {
        var reads = 0;
        World.Before = (activity, _) => Task.FromResult(activity == "ReadSubject" ? Interlocked.Increment(ref reads) : 0);
        await OpenAndShowAsync(new GateRules());

        var gate = await ApproveAsync("alice", SubjectOf("cccc"));

        Assert.Contains("has changed since", Assert.Single(gate.Void).Reason, StringComparison.Ordinal);
        Assert.Equal((Shown.ContentHash, 0), (gate.ContentHash, reads));
    }

    [Fact]
    public async Task A_vote_that_a_change_has_voided_does_not_count_when_it_is_delivered_again_after_a_change_back()
    {
        await OpenAndShowAsync(new GateRules { Quorum = 2 });
        var first = Decision(GateDecisionKind.Approve, "alice");
        await DecideAsync(first);
        World.Content = Other;
        await ApproveAsync("bob");
        World.Content = Shown;
        Assert.Empty((await ApproveAsync("bob", Other)).Changed);

        await RaiseAsync(first);
        var gate = await ApproveAsync("bob");

        Assert.Equal((GateState.Open, "bob"), (gate.State, Assert.Single(gate.Taken).By));
    }

    [Fact]
    public async Task An_item_that_has_gone_is_a_change()
    {
        await OpenAndShowAsync(new GateRules());
        World.Content = SubjectOf("");

        var gate = await ApproveAsync("alice");

        Assert.Empty(gate.Taken);
        Assert.Equal(["Tests"], gate.Changed);
    }

    [Fact]
    public async Task A_rejection_of_what_has_changed_is_void_as_well()
    {
        await OpenAndShowAsync(new GateRules());
        World.Content = Other;

        Assert.Equal(GateState.Open, (await DecideAsync(Decision(GateDecisionKind.Reject, "alice"))).State);
    }
}
