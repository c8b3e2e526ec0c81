using FsCheck;
using FsCheck.Fluent;
using Workflows.Domain.Gates;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Gates;

/// <summary>Whatever happens to a gate, in whatever order: it approves only what enough people who may have approved as it is.</summary>
public sealed class NoSilentApprovalTests
{
    private static readonly Gen<GateStep> Steps =
        from kind in Gen.Frequency(
            (3, Gen.Constant(GateStepKind.Time)), (6, Gen.Constant(GateStepKind.Decide)), (2, Gen.Constant(GateStepKind.DecideOnContent)),
            (1, Gen.Constant(GateStepKind.Repeat)), (1, Gen.Constant(GateStepKind.Change)), (1, Gen.Constant(GateStepKind.Restart)))
        from number in Gen.Choose(0, 3)
        from decision in Gen.Frequency((6, Gen.Constant(GateDecisionKind.Approve)), (1, Gen.Elements(GateDecisionKind.Answer, GateDecisionKind.RaiseBudget)))
        from who in Gen.Elements("alice", "ALICE ", "bob", "dana", "deputy", "mallory")
        select new GateStep(kind, number, decision, who);

    private static readonly Gen<GateRules> Rules =
        from quorum in Gen.Choose(1, 2)
        from action in Gen.Elements(Enum.GetValues<GateDeadlineAction>())
        from remind in Gen.Elements<int?>(null, 1, 4)
        from deadline in Gen.Elements<int?>(null, 4)
        select new GateRules
        {
            Users = ["alice", "bob", "dana"],
            EscalateTo = ["deputy"],
            Requester = "Dana",
            Quorum = quorum,
            AtDeadline = action,
            RemindEvery = remind is { } r ? TimeSpan.FromHours(r) : null,
            Deadline = deadline is { } d ? TimeSpan.FromHours(d) : null,
        };

    private static readonly Arbitrary<(GateRules Rules, List<GateStep> Steps)> Stories =
        (from rules in Rules from length in Gen.Choose(0, 8) from steps in Steps.ListOf(length) select (rules, steps.ToList())).ToArbitrary();

    [Fact]
    public void Live_sessions_approve_nothing_by_themselves() => CheckOn<EmbeddedHost>(60);

    [Fact]
    public void A_replay_for_every_turn_approves_nothing_by_itself() => CheckOn<ReplayingHost>(60);

    private static void CheckOn<THost>(int runs) where THost : EmbeddedHost, new() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(runs),
        Prop.ForAll(Stories, async story =>
        {
            await using var told = new GateStory<THost>(story.Rules);
            await told.TellAsync(story.Steps);
        }));
}
