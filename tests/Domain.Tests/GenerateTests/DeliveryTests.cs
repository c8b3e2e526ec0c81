using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Audit;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;

namespace Workflows.Domain.Tests.GenerateTests;

/// <summary>From executed tests to their commit.</summary>
public sealed class DeliveryTests
{
    private const string Run = "run-1";

    private static readonly DateTimeOffset At = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly ScriptedContext _context = new(Run);
    private readonly Queue<(GateDecisionKind Kind, string? Text)> _decisions = [];
    private Func<int, string> _hash = round => $"code-{round}";

    public DeliveryTests()
    {
        _context.Answer(GenerateTestsActivities.UnderstandDocument, _ => new UnderstoodDocument(
            Artifact("document/source.json"), Artifact("document/api.json"), "Pets", "3.0", 4, "https://api.example.com", []));
        _context.Answer(GenerateTestsActivities.RenderPrompt, input => Artifact($"prompts/round-{input.Round}.md"));
        _context.Answer(GenerateTestsActivities.AskModel, input => new ModelAnswer(
            Artifact($"responses/round-{input.Round}.md"), "qwen", Offline: false, null, 1, new ModelUsage(100, 50, 0.01m)));
        _context.Answer(GenerateTestsActivities.ExtractCode, input => new CodeResult(Artifact($"code/round-{input.Round}.cs"), []));
        _context.Answer(GenerateTestsActivities.FormatCode, input => new CodeResult(Artifact($"code/round-{input.Round}.formatted.cs") with { Sha256 = _hash(input.Round) }, []));
        _context.Answer(GenerateTestsActivities.CheckCode, _ => new CheckReport(true, 3, [], Artifact("reports/check.json")));
        _context.Answer(GenerateTestsActivities.PublishTests, input => new PublishedTests(
            Artifact("tests/Pets/PetsTests.cs") with { Sha256 = input.Code.Sha256 }, Artifact("tests/Pets/Pets.csproj")));
        _context.Answer(GenerateTestsActivities.ExecuteTests, _ => new ExecutionReport(3, 2, 1, 0, 0.5, "bubblewrap", [new TestFailure("Pets.Add", "500")], []));
        _context.Answer(AuditActivities.RecordAudit, _ => Unit.Value);
        _context.Answer(SourceControlActivities.CommitFiles, input => new CommitResult("/repo", input.Branch, "abc123", Existed: false));
        _context.Answer(GateOrchestrator.Definition, Decide);
    }

    [Fact]
    public async Task Approved_tests_are_committed_once_in_the_approvers_name()
    {
        _decisions.Enqueue((GateDecisionKind.Approve, null));

        var result = await RunAsync(new Delivery("tests/pets", new GateRules { Requester = "dana" }));
        Assert.Equal(["PublishTests", "ExecuteTests", "gate", "CommitFiles"], _context.Calls.TakeLast(4));
        var commit = Assert.Single(_context.Inputs.OfType<CommitInput>());
        Assert.Equal((Run, "tests/pets", "alice", At), (commit.RunId, commit.Branch, commit.Author, commit.At));
        Assert.Equal(["PetsTests.cs", "Pets.csproj"], commit.Files.Select(file => file.Path));
        Assert.Equal(["code-1", "sha-of-tests/Pets/Pets.csproj"], commit.Files.Select(file => file.Content.Sha256));
        Assert.All(["Pets", Run, "qwen", "2 of 3 tests passed", "alice (test)"], text => Assert.Contains(text, commit.Message, StringComparison.Ordinal));
        Assert.Equal(new DeliveryResult(GateDecisionKind.Approve, "alice", null, 1, new CommitResult("/repo", "tests/pets", "abc123", false)), result.Delivery);
        Assert.Equal(GenerateTestsOutcome.TestsFailed, result.Outcome);
        Assert.Equal((10, 10), (_context.Statuses[^1].Step, _context.Statuses[^1].Steps));
        Assert.Contains("approved by alice, committed as abc123 to tests/pets", _context.Statuses[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_that_cannot_be_reached_is_waited_for()
    {
        _decisions.Enqueue((GateDecisionKind.Approve, null));
        var reached = false;
        _context.Answer(SourceControlActivities.CommitFiles, input => new CommitResult("/repo", input.Branch, reached ? "abc123" : "", false) { Unreachable = reached ? null : "Connection refused" });
        _context.Answer(SourceControlActivities.ProbeRepository, _ => new ProbeResult(reached = true, null));

        var result = await RunAsync(new Delivery("tests/pets", new GateRules()));

        Assert.Equal(["gate", "CommitFiles", "wait 5", "ProbeRepository", "CommitFiles"], _context.Calls.TakeLast(5));
        Assert.Equal("abc123", result.Delivery!.Commit!.Sha);
        Assert.False(Assert.Single(_context.Inputs.OfType<RepositoryProbe>()).IsTask);
        Assert.Equal(
            [GenerateTestsStage.Commit, GenerateTestsStage.Infrastructure, GenerateTestsStage.Commit, GenerateTestsStage.Done], _context.Statuses.TakeLast(4).Select(status => status.Stage));
        Assert.Equal(9, _context.Statuses[^3].Step);
        Assert.Contains("since 2030-01-01 00:00:00 UTC: Connection refused", _context.Statuses[^3].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_a_person_gave_is_told_for_its_round_and_the_model_of_the_others_as_it_is()
    {
        _decisions.Enqueue((GateDecisionKind.RequestChanges, "again"));
        _decisions.Enqueue((GateDecisionKind.Approve, null));
        _context.Answer(GenerateTestsActivities.AskModel, input => new ModelAnswer(
            Artifact($"responses/round-{input.Round}.md"), input.Round == 1 ? "qwen" : "given by Ada", Offline: false, input.Round == 1 ? "because" : null, 1, ModelUsage.None));

        var result = await RunAsync(new Delivery("tests/pets", new GateRules()));

        Assert.Equal("qwen; round 2 given by Ada", result.Model);
        Assert.Equal(("qwen; round 2 given by Ada", "because"), (_context.Statuses[^1].Model, _context.Statuses[^1].Failover));
        Assert.Contains("Model: given by Ada", Assert.Single(_context.Inputs.OfType<CommitInput>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gate_shows_files_results_and_model_under_an_id_of_its_own()
    {
        _decisions.Enqueue((GateDecisionKind.Reject, null));

        await RunAsync(new Delivery("tests/pets", new GateRules { Requester = "dana", Quorum = 2 }));

        var gate = Assert.Single(Gates);
        Assert.Equal(["run-1:approve-tests:1"], _context.ChildIds);
        Assert.Equal((Run, "generate-tests", "approve-tests", 1), (gate.RunId, gate.Workflow, gate.Name, gate.Round));
        Assert.Equal(("dana", 2), (gate.Rules.Requester, gate.Rules.Quorum));
        Assert.Equal("Tests for Pets", gate.Subject.Title);
        Assert.Equal(["PetsTests.cs", "Pets.csproj"], gate.Subject.Items.Select(item => item.Label));
        Assert.All(["3 tests for 4 operations", "qwen", "2 of 3 tests passed (bubblewrap)", "Failed: Pets.Add"], text => Assert.Contains(text, gate.Subject.Summary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rejected_tests_are_a_result_and_are_not_committed()
    {
        _decisions.Enqueue((GateDecisionKind.Reject, "not now"));

        var result = await RunAsync(new Delivery("tests/pets", new GateRules()));

        Assert.Equal(GenerateTestsOutcome.Rejected, result.Outcome);
        Assert.Equal(new DeliveryResult(GateDecisionKind.Reject, "alice", "not now", 1, null), result.Delivery);
        Assert.DoesNotContain("CommitFiles", _context.Calls);
        Assert.EndsWith("rejected by alice", _context.Statuses[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requested_changes_go_to_the_model_with_the_code_and_come_round_again()
    {
        _decisions.Enqueue((GateDecisionKind.RequestChanges, "test the empty list"));
        _decisions.Enqueue((GateDecisionKind.Approve, null));

        var result = await RunAsync(new Delivery("tests/pets", new GateRules()));

        var prompts = _context.Inputs.OfType<RenderPromptInput>().ToList();
        Assert.Equal([(1, null), (2, "test the empty list")], prompts.Select(prompt => (prompt.Round, prompt.Changes)));
        Assert.Equal("code-1", prompts[1].PreviousCode!.Sha256);
        Assert.Equal(["run-1:approve-tests:1", "run-1:approve-tests:2"], _context.ChildIds);
        Assert.NotEqual(Gates[0].Subject.ContentHash, Gates[1].Subject.ContentHash);
        Assert.Equal("code-2", Assert.Single(_context.Inputs.OfType<CommitInput>()).Files[0].Content.Sha256);
        Assert.Equal((2, 2, new ModelUsage(200, 100, 0.02m)), (result.Delivery!.Reviews, result.Rounds, result.Usage));
    }

    [Fact]
    public async Task An_approval_with_a_change_is_taken_in_and_asks_nobody_again()
    {
        _decisions.Enqueue((GateDecisionKind.Approve, "but add a test for 404"));

        var result = await RunAsync(new Delivery("tests/pets", new GateRules()));

        Assert.Equal("but add a test for 404", _context.Inputs.OfType<RenderPromptInput>().Last().Changes);
        Assert.Single(Gates);
        var commit = Assert.Single(_context.Inputs.OfType<CommitInput>());
        Assert.Equal("code-2", commit.Files[0].Content.Sha256);
        Assert.Contains("but add a test for 404", commit.Message, StringComparison.Ordinal);
        Assert.Equal(("but add a test for 404", 1), (result.Delivery!.Text, result.Delivery.Reviews));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \r\n")]
    public async Task An_approval_with_an_empty_text_changes_nothing(string text)
    {
        _decisions.Enqueue((GateDecisionKind.Approve, text));

        await RunAsync(new Delivery("tests/pets", new GateRules()));

        Assert.Equal("code-1", Assert.Single(_context.Inputs.OfType<CommitInput>()).Files[0].Content.Sha256);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(-5, 1)]
    [InlineData(99, 11)]
    public async Task The_last_review_is_for_a_yes_or_a_no(int maxReviews, int reviews)
    {
        for (var i = 1; i < reviews; i++)
        {
            _decisions.Enqueue((GateDecisionKind.RequestChanges, "again"));
        }

        _decisions.Enqueue((GateDecisionKind.Reject, null));

        await RunAsync(new Delivery("tests/pets", new GateRules { Decisions = Enum.GetValues<GateDecisionKind>() }) { MaxReviews = maxReviews });

        Assert.All(Gates.SkipLast(1), gate => Assert.Equal([GateDecisionKind.Approve, GateDecisionKind.Reject, GateDecisionKind.RequestChanges], gate.Rules.Decisions));
        Assert.Equal([GateDecisionKind.Approve, GateDecisionKind.Reject], Gates[^1].Rules.Decisions);
        Assert.Equal(reviews, Gates.Count);
    }

    [Fact]
    public async Task A_gate_that_would_leave_no_choice_can_be_rejected()
    {
        _decisions.Enqueue((GateDecisionKind.Reject, null));

        await RunAsync(new Delivery("tests/pets", new GateRules { Decisions = [GateDecisionKind.RequestChanges] }) { MaxReviews = 0 });

        Assert.Equal([GateDecisionKind.Reject], Assert.Single(Gates).Rules.Decisions);
    }

    [Fact]
    public async Task Code_that_came_back_unchanged_is_shown_as_that()
    {
        _hash = _ => "same";
        _decisions.Enqueue((GateDecisionKind.RequestChanges, "again"));
        _decisions.Enqueue((GateDecisionKind.Approve, null));

        await RunAsync(new Delivery("tests/pets", new GateRules()));

        Assert.DoesNotContain("same as before", Gates[0].Subject.Summary, StringComparison.Ordinal);
        Assert.Contains("The code is the same as before: qwen did not take the changes in.", Gates[1].Subject.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_automatic_approval_asks_nobody_and_is_recorded_and_committed_as_that()
    {
        var result = await RunAsync(new Delivery("tests/pets", new GateRules()) { AutoApprove = true });
        var note = Assert.Single(_context.Inputs.OfType<AuditNote>());
        Assert.Equal(($"run-1/{_context.CurrentUtcDateTime.Ticks}/auto/1", Run, "decision"), (note.Key, note.RunId, note.Kind));
        Assert.Equal(("Approve", "auto-approve", "auto"), (note.Data["decision"], note.Data["by"], note.Data["channel"]));
        Assert.Equal(["RecordAudit", "CommitFiles"], _context.Calls.TakeLast(2));
        Assert.Contains("Approved by: auto-approve (auto)", Assert.Single(_context.Inputs.OfType<CommitInput>()).Message, StringComparison.Ordinal);
        Assert.Equal((0, "auto-approve"), (Gates.Count, result.Delivery!.By));
    }

    private List<GateInput> Gates => [.. _context.Inputs.OfType<GateInput>()];

    private Task<GenerateTestsResult> RunAsync(Delivery delivery) => new GenerateTestsOrchestrator().RunAsync(
        _context, new GenerateTestsInput(new DocumentSource(Artifact("document/upload.json"))) { Delivery = delivery });

    private GateOutcome Decide(GateInput gate)
    {
        var (kind, text) = _decisions.Dequeue();
        var decision = new GateDecision($"d{gate.Round}", kind, "alice", "test", gate.Subject.ContentHash, At) { Text = text };
        return new GateOutcome(kind, GateState.Decided, [decision], gate.Subject);
    }

    private static ArtifactRef Artifact(string name) => new(Run, name, 10, $"sha-of-{name}", "text/plain");
}
