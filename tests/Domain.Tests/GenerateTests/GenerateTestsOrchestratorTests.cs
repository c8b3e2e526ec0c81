using System.Text.Json;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;

namespace Workflows.Domain.Tests.GenerateTests;

public sealed class GenerateTestsOrchestratorTests
{
    private const string Run = "run-1";

    private static readonly CodeDiagnostic Missing = new("CS0103", "error", "Tests.cs", 12, 8, "The name 'clint' does not exist");

    private readonly ScriptedContext _context = new(Run);
    private readonly List<CheckReport> _checks = [];

    public GenerateTestsOrchestratorTests()
    {
        Script("https://api.example.com");
        _context.Answer(GenerateTestsActivities.RenderPrompt, input => Artifact($"prompts/round-{input.Round}.md"));
        _context.Answer(GenerateTestsActivities.AskModel, input => new ModelAnswer(
            Artifact($"responses/round-{input.Round}.md"), "qwen", Offline: false, null, 1, new ModelUsage(100, 50, 0.01m)));
        _context.Answer(GenerateTestsActivities.ExtractCode, input => new CodeResult(Artifact($"code/round-{input.Round}.cs"), []));
        _context.Answer(GenerateTestsActivities.FormatCode, input => new CodeResult(Artifact($"code/round-{input.Round}-formatted.cs"), []));
        _context.Answer(GenerateTestsActivities.CheckCode, input => _checks.Count > 0 ? Take() : new CheckReport(true, 3, [], Artifact("reports/check.json")));
        _context.Answer(GenerateTestsActivities.PublishTests, input => new PublishedTests(Artifact("tests/Tests.cs"), Artifact("tests/Tests.csproj")));
        _context.Answer(GenerateTestsActivities.ExecuteTests, input => new ExecutionReport(3, 3, 0, 0, 0.5, "bubblewrap", [], []));
    }

    [Fact]
    public async Task A_document_goes_through_every_step_once()
    {
        var result = await RunAsync(new GenerateTestsInput(Document()));

        Assert.Equal(
            ["UnderstandDocument", "RenderPrompt", "AskModel", "ExtractCode", "FormatCode", "CheckCode", "PublishTests", "ExecuteTests"], _context.Calls);
        Assert.Equal(
            (GenerateTestsOutcome.TestsPassed, "Pets", 4, "qwen", null, 1),
            (result.Outcome, result.Title, result.Operations, result.Model, result.Failover, result.Rounds));
        Assert.Equal(new ModelUsage(100, 50, 0.01m), result.Usage);
        Assert.Equal("https://api.example.com", Input<ExecuteInput>().BaseUrl);
        Assert.Equal("code/round-1-formatted.cs", Input<ExecuteInput>().Code.Name);
        Assert.Equal("document/api.json", Input<ExecuteInput>().Api!.Name);
        Assert.All(_context.Policies, policy => Assert.NotNull(policy));
    }

    [Fact]
    public async Task The_custom_status_tells_where_the_run_is_and_how_far()
    {
        await RunAsync(new GenerateTestsInput(Document()));

        Assert.Equal(
            [
                GenerateTestsStage.Understand, GenerateTestsStage.Prompt, GenerateTestsStage.Model, GenerateTestsStage.Extract,
                GenerateTestsStage.Format, GenerateTestsStage.Check, GenerateTestsStage.Execute, GenerateTestsStage.Done,
            ],
            _context.Statuses.Select(status => status.Stage));
        Assert.Equal(Enumerable.Range(1, 8), _context.Statuses.Select(status => status.Step));
        Assert.All(_context.Statuses, status => Assert.Equal(8, status.Steps));
        Assert.Null(_context.Statuses[0].Title);
        Assert.All(_context.Statuses.Skip(1), status => Assert.Equal("Pets", status.Title));
        Assert.Equal("qwen", _context.Statuses[^1].Model);
        Assert.Equal("3 of 3 tests passed", _context.Statuses[^1].Message);
    }

    [Fact]
    public async Task What_the_check_found_goes_back_to_the_model()
    {
        _checks.Add(new CheckReport(false, 3, [Missing], Artifact("reports/check-1.json")));

        var result = await RunAsync(new GenerateTestsInput(Document()));

        Assert.Equal(2, result.Rounds);
        Assert.Equal(new ModelUsage(200, 100, 0.02m), result.Usage);
        var prompts = _context.Inputs.OfType<RenderPromptInput>().ToList();
        Assert.Equal([1, 2], prompts.Select(prompt => prompt.Round));
        Assert.Empty(prompts[0].Diagnostics);
        Assert.Null(prompts[0].PreviousCode);
        Assert.Equal(Missing, Assert.Single(prompts[1].Diagnostics));
        Assert.Equal("code/round-1-formatted.cs", prompts[1].PreviousCode!.Name);
        Assert.Equal(2, _context.Statuses[^1].Round);
    }

    [Fact]
    public async Task An_answer_without_code_goes_back_as_well()
    {
        var noCode = new CodeDiagnostic("WF0001", "error", "answer.md", 0, 0, "The answer holds no code");
        _context.Answer(GenerateTestsActivities.ExtractCode, input =>
            input.Round == 1 ? new CodeResult(null, [noCode]) : new CodeResult(Artifact("code/round-2.cs"), []));

        var result = await RunAsync(new GenerateTestsInput(Document()));

        Assert.Equal(2, result.Rounds);
        Assert.Equal(noCode, Assert.Single(_context.Inputs.OfType<RenderPromptInput>().Last().Diagnostics));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(0, 1)]
    [InlineData(99, 10)]
    public async Task When_the_rounds_are_used_up_the_run_fails_with_file_line_and_rule(int maxRounds, int rounds)
    {
        _checks.AddRange(Enumerable.Repeat(new CheckReport(false, 3, [Missing], Artifact("reports/check.json")), 20));

        var rejected = await Assert.ThrowsAsync<CodeRejectedException>(() => RunAsync(new GenerateTestsInput(Document()) { MaxRounds = maxRounds }));

        Assert.Equal(rounds, _context.Calls.Count(call => call == "AskModel"));
        Assert.Contains("Tests.cs(12,8): error CS0103: The name 'clint' does not exist", rejected.Message, StringComparison.Ordinal);
        Assert.Contains(rounds == 1 ? "in 1 round:" : $"in {rounds} rounds:", rejected.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PublishTests", _context.Calls);
    }

    [Fact]
    public async Task Many_findings_are_told_shortened()
    {
        var many = Enumerable.Range(1, 9).Select(line => Missing with { Line = line }).ToList();
        _checks.Add(new CheckReport(false, 3, many, Artifact("reports/check.json")));

        var rejected = await Assert.ThrowsAsync<CodeRejectedException>(() => RunAsync(new GenerateTestsInput(Document()) { MaxRounds = 1 }));

        Assert.Contains("(5,8)", rejected.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("(6,8)", rejected.Message, StringComparison.Ordinal);
        Assert.EndsWith("and 4 more", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_answer_twice_is_stuck_and_costs_no_third_round()
    {
        _checks.AddRange(Enumerable.Repeat(new CheckReport(false, 3, [Missing], Artifact("reports/check.json")), 5));
        _context.Answer(GenerateTestsActivities.AskModel, input => new ModelAnswer(
            Artifact("responses/same.md"), "qwen", false, null, 1, ModelUsage.None));

        var rejected = await Assert.ThrowsAsync<CodeRejectedException>(() => RunAsync(new GenerateTestsInput(Document()) { MaxRounds = 10 }));

        Assert.Equal(2, _context.Calls.Count(call => call == "AskModel"));
        Assert.Contains("same answer twice", rejected.Message, StringComparison.Ordinal);
        Assert.Contains("CS0103", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_only_ends_after_the_check_and_publishes_all_the_same()
    {
        var result = await RunAsync(new GenerateTestsInput(Document()) { CheckOnly = true, BaseUrl = "http://localhost:1" });

        Assert.Equal(GenerateTestsOutcome.Checked, result.Outcome);
        Assert.Null(result.Execution);
        Assert.DoesNotContain("ExecuteTests", _context.Calls);
        Assert.Contains("PublishTests", _context.Calls);
        Assert.Equal("3 tests compiled and checked, not executed", _context.Statuses[^1].Message);
    }

    [Fact]
    public async Task Without_any_address_nothing_is_executed()
    {
        Script(serverUrl: null);

        Assert.Equal(GenerateTestsOutcome.Checked, (await RunAsync(new GenerateTestsInput(Document()))).Outcome);
        Assert.DoesNotContain("ExecuteTests", _context.Calls);
        Assert.Equal("3 tests compiled and checked, not executed: no base URL was given and the document names no absolute server", _context.Statuses[^1].Message);
    }

    [Fact]
    public async Task The_address_that_was_asked_for_wins_over_the_documents()
    {
        await RunAsync(new GenerateTestsInput(Document()) { BaseUrl = "http://localhost:5000", Label = "my run" });

        Assert.Equal("http://localhost:5000", Input<ExecuteInput>().BaseUrl);
        Assert.Equal("my run", _context.Statuses[^1].Title);
    }

    [Theory]
    [InlineData(3, 2, 1, GenerateTestsOutcome.TestsFailed)]
    [InlineData(3, 3, 0, GenerateTestsOutcome.TestsPassed)]
    [InlineData(0, 0, 0, GenerateTestsOutcome.TestsFailed)]
    public async Task Tests_that_fail_are_a_finding_and_not_a_failed_run(int total, int passed, int failed, GenerateTestsOutcome outcome)
    {
        _context.Answer(GenerateTestsActivities.ExecuteTests, _ => new ExecutionReport(total, passed, failed, 0, 1, "process", [], []));

        Assert.Equal(outcome, (await RunAsync(new GenerateTestsInput(Document()))).Outcome);
    }

    [Fact]
    public async Task A_host_that_refuses_to_execute_ends_a_checked_run_and_the_status_says_why()
    {
        const string Refusal = "this host (a plan) has no isolation mode for generated code. Run the published tests yourself.";
        _context.Answer(GenerateTestsActivities.ExecuteTests, _ => ExecutionReport.Refused(Refusal));

        var result = await RunAsync(new GenerateTestsInput(Document()));

        Assert.Equal((GenerateTestsOutcome.Checked, Refusal), (result.Outcome, result.Execution!.Refusal));
        Assert.Equal($"3 tests compiled and checked, not executed: {Refusal}", _context.Statuses[^1].Message);
        Assert.Contains("PublishTests", _context.Calls);
    }

    [Fact]
    public void A_report_of_a_version_that_never_refused_is_read_as_executed()
    {
        var report = JsonSerializer.Deserialize(
            """{"total":1,"passed":1,"failed":0,"skipped":0,"durationSeconds":0.5,"isolation":"process","failures":[],"artifacts":[]}""", WorkflowJson.Default.ExecutionReport);

        Assert.Equal((1, null), (report!.Total, report.Refusal));
    }

    [Fact]
    public async Task The_model_is_told_when_the_run_began_so_that_a_restarted_run_asks_anew()
    {
        await RunAsync(new GenerateTestsInput(Document()));

        Assert.Equal(_context.CurrentUtcDateTime, Input<AskModelInput>().BegunAt);
    }

    [Fact]
    public async Task A_failover_stands_in_status_and_result()
    {
        _context.Answer(GenerateTestsActivities.AskModel, input => new ModelAnswer(
            Artifact("responses/offline.md"), "offline", Offline: true, "LLM_API_KEY is not set", 1, ModelUsage.None));

        var result = await RunAsync(new GenerateTestsInput(Document()));

        Assert.Equal(("offline", "LLM_API_KEY is not set"), (result.Model, result.Failover));
        Assert.Equal("LLM_API_KEY is not set", _context.Statuses[^1].Failover);
    }

    [Fact]
    public async Task What_no_attempt_can_mend_is_not_tried_again()
    {
        await RunAsync(new GenerateTestsInput(Document()));

        Assert.All(_context.Policies.OfType<RetryPolicy>(), policy =>
        {
            Assert.True(policy.MaxAttempts > 1);
            Assert.False(policy.AllowsAnother(1, TimeSpan.Zero, FailureDetails.From(new InvalidDocumentException("not OpenAPI"))));
            Assert.False(policy.AllowsAnother(1, TimeSpan.Zero, FailureDetails.From(new MissingTemplateException("no template"))));
            Assert.True(policy.AllowsAnother(1, TimeSpan.Zero, FailureDetails.From(new IOException("the disk is full"))));
        });
    }

    private Task<GenerateTestsResult> RunAsync(GenerateTestsInput input) => new GenerateTestsOrchestrator().RunAsync(_context, input);

    private T Input<T>() => Assert.Single(_context.Inputs.OfType<T>());

    private CheckReport Take()
    {
        var next = _checks[0];
        _checks.RemoveAt(0);
        return next;
    }

    private void Script(string? serverUrl) => _context.Answer(GenerateTestsActivities.UnderstandDocument, _ =>
        new UnderstoodDocument(Artifact("document/source.json"), Artifact("document/api.json"), "Pets", "3.0", 4, serverUrl, []));

    private static DocumentSource Document() => new(Artifact("document/upload.json"));

    private static ArtifactRef Artifact(string name) => new(Run, name, 10, $"sha-of-{name}", "text/plain");
}
