using Workflows.Domain.Artifacts;
using Workflows.Domain.Budgets;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Tests.GenerateTests;

namespace Workflows.Domain.Tests.Budgets;

public sealed class BudgetGateTests
{
    private const string Run = "alice~shop~run-1";

    private static readonly BudgetShortage Shortage = new(
        BudgetScope.Project, new BudgetState(new BudgetLimit(null, 1m), new BudgetAmount(900, 0.9m), BudgetAmount.None), new BudgetAmount(3000, 0.35m), 2000, null, []);

    private readonly ScriptedContext _context = new(Run);
    private readonly Queue<ModelAnswer> _answers = new();
    private readonly Queue<GateDecision> _decisions = new();

    public BudgetGateTests()
    {
        _context.Answer(GenerateTestsActivities.UnderstandDocument, input => new UnderstoodDocument(
            Artifact("document/source.json"), Artifact("document/api.json"), "Pets", "3.0.3", 4, null, []));
        _context.Answer(GenerateTestsActivities.RenderPrompt, input => Artifact($"prompts/round-{input.Round}.md"));
        _context.Answer(GenerateTestsActivities.AskModel, input => _answers.Dequeue());
        _context.Answer(GenerateTestsActivities.ExtractCode, input => new CodeResult(Artifact($"code/round-{input.Round}.cs"), []));
        _context.Answer(GenerateTestsActivities.FormatCode, input => new CodeResult(Artifact($"code/round-{input.Round}-formatted.cs"), []));
        _context.Answer(GenerateTestsActivities.CheckCode, input => new CheckReport(true, 3, [], Artifact("reports/check.json")));
        _context.Answer(GenerateTestsActivities.PublishTests, input => new PublishedTests(Artifact("tests/Tests.cs"), Artifact("tests/Tests.csproj")));
        _context.Answer(BudgetActivities.RaiseBudget, input => new RaisedBudget(["alice~shop~run-2"]));
        _context.Answer(GateOrchestrator.Definition, input =>
        {
            var decision = _decisions.Dequeue();
            return new GateOutcome(decision.Kind, GateState.Decided, [decision with { ContentHash = input.Subject.ContentHash }], input.Subject);
        });
    }

    [Fact]
    public async Task A_run_over_its_budget_waits_at_a_gate_and_asks_again_after_the_top_up()
    {
        _answers.Enqueue(Over(new ModelUsage(10, 20, 0.1m)));
        _answers.Enqueue(Answer());
        _decisions.Enqueue(Decision("d1", GateDecisionKind.RaiseBudget, "2.50 usd"));

        var result = await RunAsync();

        Assert.Equal(GenerateTestsOutcome.Checked, result.Outcome);
        Assert.Equal(["UnderstandDocument", "RenderPrompt", "AskModel", "gate", "RaiseBudget", "AskModel", "ExtractCode", "FormatCode", "CheckCode", "PublishTests"], _context.Calls);
        Assert.Equal([$"{Run}:budget:1"], _context.ChildIds);
        var raise = _context.Inputs.OfType<BudgetRaise>().Single();
        Assert.Equal(("alice~shop~run-1:budget:1/d1", "alice", "shop", BudgetScope.Project, new BudgetAmount(0, 2.5m), "bob", Run), (raise.Id, raise.User, raise.Project, raise.Scope, raise.Amount, raise.By, raise.RunId));
        Assert.Equal(new ModelUsage(110, 70, 0.11m), result.Usage);
        Assert.Equal([("alice~shop~run-2", BudgetGate.RaisedEvent)], _context.Sent);
    }

    [Fact]
    public async Task An_answer_that_was_cut_off_before_the_budget_ended_is_asked_for_with_the_limit_that_it_needs()
    {
        _answers.Enqueue(Over(ModelUsage.None));
        _answers.Enqueue(Answer());
        _decisions.Enqueue(Decision("d1", GateDecisionKind.RaiseBudget, "1 usd"));

        await RunAsync();

        Assert.Equal([null, 2000], _context.Inputs.OfType<AskModelInput>().Select(input => input.MaxAnswerTokens));
    }

    [Fact]
    public async Task The_gate_shows_what_was_done_what_is_left_and_what_going_on_would_cost()
    {
        _answers.Enqueue(Over(ModelUsage.None));
        _answers.Enqueue(Answer());
        _decisions.Enqueue(Decision("d1", GateDecisionKind.RaiseBudget, "1 usd"));

        await RunAsync();

        var gate = _context.Inputs.OfType<GateInput>().Single();
        Assert.Equal("The budget of project alice/shop does not allow the next call", gate.Subject.Title);
        Assert.Equal(
            """
            Done so far: the document 'Pets' with 4 operations was read and the prompt is written; no model has answered yet.
            Next: round 1 of at most 3: the model writes the tests; then they are checked and run.
            Budget of project alice/shop: 1.00 usd. Spent: 0.90 usd. Set aside for calls under way: 0.00 usd. Left: 0.10 usd.
            The next call costs at most 0.35 usd, with an answer of up to 2000 tokens.
            To go on, raise the budget by at least '0.25 usd'. Rejecting ends the run with what there is.
            """, gate.Subject.Summary);
        Assert.Equal([GateDecisionKind.RaiseBudget, GateDecisionKind.Reject], gate.Rules.Decisions);
        Assert.Null(gate.Rules.Deadline);
        var waiting = _context.Statuses.Single(status => status.Stage == GenerateTestsStage.TopUp);
        Assert.Equal("Waits for a top-up: the budget of project alice/shop has 0.10 usd left, and the next call costs at most 0.35 usd", waiting.Message);
        Assert.Equal(3, waiting.Step);
    }

    [Fact]
    public async Task A_raise_that_is_not_enough_is_asked_for_again_at_a_gate_of_its_own()
    {
        _answers.Enqueue(Over(ModelUsage.None));
        _answers.Enqueue(Over(ModelUsage.None));
        _answers.Enqueue(Answer());
        _decisions.Enqueue(Decision("d1", GateDecisionKind.RaiseBudget, "0.01 usd"));
        _decisions.Enqueue(Decision("d2", GateDecisionKind.RaiseBudget, "0.24 usd"));

        var result = await RunAsync();

        Assert.Equal(GenerateTestsOutcome.Checked, result.Outcome);
        Assert.Equal([$"{Run}:budget:1", $"{Run}:budget:2"], _context.ChildIds);
    }

    [Fact]
    public async Task A_raise_that_is_refused_ends_the_run_as_rejected_with_what_there_is()
    {
        _answers.Enqueue(Over(new ModelUsage(10, 20, 0.1m)));
        _decisions.Enqueue(Decision("d1", GateDecisionKind.Reject, "enough"));

        var result = await RunAsync();

        Assert.Equal((GenerateTestsOutcome.Rejected, new BudgetStop("bob", 1)), (result.Outcome, result.Stopped));
        Assert.Null(result.Tests);
        Assert.Equal(new ModelUsage(10, 20, 0.1m), result.Usage);
        Assert.Equal("Stopped in round 1: bob did not raise the budget", _context.Statuses[^1].Message);
        Assert.DoesNotContain("PublishTests", _context.Calls);
    }

    [Fact]
    public async Task Where_approvers_are_named_nobody_else_may_raise()
    {
        _answers.Enqueue(Over(ModelUsage.None) with { OverBudget = Shortage with { Approvers = ["carol"] } });
        _answers.Enqueue(Answer());
        _decisions.Enqueue(Decision("d1", GateDecisionKind.RaiseBudget, "1 usd"));

        await RunAsync();

        Assert.Equal(["carol"], _context.Inputs.OfType<GateInput>().Single().Rules.Users);
    }

    private Task<GenerateTestsResult> RunAsync() =>
        new GenerateTestsOrchestrator().RunAsync(_context, new GenerateTestsInput(new DocumentSource(Artifact("document/source.json"))) { CheckOnly = true });

    private static ModelAnswer Over(ModelUsage usage) => new(null, "qwen", false, null, 1, usage, Shortage);

    private static ModelAnswer Answer() => new(Artifact("responses/round-1.md"), "qwen", false, null, 1, new ModelUsage(100, 50, 0.01m));

    private static GateDecision Decision(string id, GateDecisionKind kind, string text) =>
        new(id, kind, "bob", "http", "", new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)) { Text = text };

    private static ArtifactRef Artifact(string name) => new(Run, name, 1, "hash-of-" + name, "text/plain");
}
