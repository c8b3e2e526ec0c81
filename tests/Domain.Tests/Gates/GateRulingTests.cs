using FsCheck;
using FsCheck.Fluent;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Gates;

namespace Workflows.Domain.Tests.Gates;

public sealed class GateRulingTests
{
    private static readonly DateTimeOffset At = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly GateSubject Subject = new("Tests", "", [new GateItem("Tests", new ArtifactRef("run-1", "tests/Tests.cs", 1, "aaaa", "text/plain"))]);
    private static readonly Gen<string> Name = Gen.Elements("alice", "ALICE", " alice", "bob", "carol", "");

    private static readonly Gen<GateRules> Rules =
        from kinds in Gen.SubListOf(Enum.GetValues<GateDecisionKind>())
        from users in Gen.SubListOf("alice", "bob")
        from roles in Gen.SubListOf("leads")
        from escalateTo in Gen.SubListOf("carol")
        from requester in Gen.Elements(null, "alice", "Bob")
        from may in Gen.Elements(true, false)
        from quorum in Gen.Choose(0, 3)
        select new GateRules
        {
            Decisions = [.. kinds],
            Users = [.. users],
            Roles = [.. roles],
            EscalateTo = [.. escalateTo],
            Requester = requester,
            RequesterMayDecide = may,
            Quorum = quorum,
            Steps = ["model"],
        };

    private static readonly Gen<GateDecision> Decisions =
        from kind in Gen.Elements(Enum.GetValues<GateDecisionKind>())
        from who in Name
        from fresh in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from roles in Gen.SubListOf("Leads", "readers")
        from text in Gen.Elements(null, "", "  ", "model", "change it", "2.50 usd")
        select Decision(kind, who, fresh ? Subject.ContentHash : "old") with { Roles = [.. roles], Text = text };

    private static readonly Gen<GateStatus> Gates =
        from rules in Rules
        from state in Gen.Frequency((5, Gen.Constant(GateState.Open)), (1, Gen.Elements(GateState.Decided, GateState.Expired)))
        from escalated in Gen.Elements(true, false)
        from taken in Name.ListOf(1)
        from any in Gen.Elements(true, false)
        select Gate(rules) with { State = state, Escalated = escalated, Taken = any ? [.. taken.Select(name => Decision(GateDecisionKind.Approve, name))] : [] };

    [Fact]
    public void What_counts_is_allowed_fresh_and_by_somebody_who_may_and_has_not_decided_yet() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5_000),
        Prop.ForAll(Gates.ToArbitrary(), Decisions.ToArbitrary(), (gate, decision) =>
        {
            var by = decision.By.Trim().ToLowerInvariant();
            var rules = gate.Rules;
            var mayDecide = (rules.Users.Count == 0 && rules.Roles.Count == 0)
                || rules.Users.Contains(by)
                || (rules.Roles.Count > 0 && decision.Roles.Contains("Leads"))
                || (gate.Escalated && rules.EscalateTo.Contains(by));
            var needsText = decision.Kind is GateDecisionKind.RequestChanges or GateDecisionKind.Answer or GateDecisionKind.RaiseBudget or GateDecisionKind.SendBack;
            var counts = gate.State == GateState.Open
                && decision.ContentHash == Subject.ContentHash
                && rules.Decisions.Contains(decision.Kind)
                && by.Length > 0
                && mayDecide
                && (rules.RequesterMayDecide || !by.Equals(rules.Requester, StringComparison.OrdinalIgnoreCase))
                && gate.Taken.All(taken => !by.Equals(taken.By.Trim(), StringComparison.OrdinalIgnoreCase))
                && (!needsText || !string.IsNullOrWhiteSpace(decision.Text))
                && (decision.Kind != GateDecisionKind.RaiseBudget || decision.Text == "2.50 usd")
                && (decision.Kind != GateDecisionKind.SendBack || decision.Text == "model")
                && decision.Kind != GateDecisionKind.EditArtifact;
            return counts == (GateRuling.Refusal(gate, decision) is null);
        }));

    [Fact]
    public void A_gate_ends_with_the_last_missing_approval_or_with_anything_else() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(Gates.ToArbitrary(), Decisions.ToArbitrary(), (gate, decision) =>
            GateRuling.Ends(gate, decision) == (decision.Kind != GateDecisionKind.Approve || gate.Taken.Count + 1 >= gate.Rules.Quorum)));

    [Fact]
    public void Who_comes_second_is_told_who_decided_what_and_when()
    {
        var gate = Gate(new GateRules()) with { State = GateState.Decided, Taken = [Decision(GateDecisionKind.Approve, "alice")] };

        Assert.Equal(
            "This was already decided: Approve by alice at 2030-01-02 03:04:05Z.",
            GateRuling.Refusal(gate, Decision(GateDecisionKind.Reject, "bob", "old")));
    }

    [Theory]
    [InlineData(GateDecisionKind.SendBack, "deploy", "There is no step 'deploy' to go back to. There are: model.")]
    [InlineData(GateDecisionKind.RaiseBudget, "", "'RaiseBudget' needs a text.")]
    [InlineData(
        GateDecisionKind.RaiseBudget, "5",
        "'5' is no amount to add. Write for example '2.50 usd' or '50000 tokens', or both with a comma between; at most 1000000 usd and 1000000000000 tokens.")]
    [InlineData(GateDecisionKind.EditArtifact, null, "The edited artifact is missing.")]
    public void A_refusal_says_what_is_wrong_and_what_would_do(GateDecisionKind kind, string? text, string refusal)
    {
        var gate = Gate(new GateRules { Decisions = [kind], Steps = ["model"] });

        Assert.Equal(refusal, GateRuling.Refusal(gate, Decision(kind, "alice") with { Text = text }));
    }

    [Fact]
    public void An_empty_text_is_no_change()
    {
        GateDecision[] decisions = [Decision(GateDecisionKind.Approve, "alice") with { Text = " \r\n" }, Decision(GateDecisionKind.Approve, "bob") with { Text = "" }];

        Assert.Null(new GateOutcome(GateDecisionKind.Approve, GateState.Decided, decisions, Subject).Text);
    }

    private static GateDecision Decision(GateDecisionKind kind, string by, string? hash = null) =>
        new("d1", kind, by, "test", hash ?? Subject.ContentHash, At);

    private static GateStatus Gate(GateRules rules) => new()
    {
        RunId = "run-1",
        Workflow = "run",
        Name = "approve",
        Round = 1,
        State = GateState.Open,
        Subject = Subject,
        ContentHash = Subject.ContentHash,
        Rules = rules,
        OpenedAt = At,
    };
}
