using Workflows.Domain.Artifacts;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.GenerateTests;

/// <summary>
/// An OpenAPI document becomes tests that compile and ran:
/// understand -> (render prompt -> model -> extract -> format -> check, until it passes or the rounds are used up) -> publish -> execute
/// -> where they are to be delivered: ask a human, round again with the changes that were asked for, and commit what was approved.
/// </summary>
public sealed class GenerateTestsOrchestrator : IOrchestrator<GenerateTestsInput, GenerateTestsResult>
{
    private const int DiagnosticsInReason = 5;
    private const string NoBaseUrl = "no base URL was given and the document names no absolute server";

    // Local side effects (a full disk, a store that is restarting) pass by themselves; a document that is not OpenAPI does not.
    private static readonly TaskOptions Patient = new(new RetryPolicy(4, TimeSpan.FromSeconds(1))
    {
        BackoffCoefficient = 3,
        NonRetryableErrorTypes = [InvalidDocumentException.ErrorType, MissingTemplateException.ErrorType],
    });

    /// <summary>Name and types.</summary>
    public static OrchestratorDefinition<GenerateTestsInput, GenerateTestsResult> Definition { get; } = new("generate-tests");

    /// <inheritdoc />
    public async Task<GenerateTestsResult> RunAsync(OrchestrationContext context, GenerateTestsInput input)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(input);
        var progress = new GenerateTestsProgress(context, input.Delivery is not null);

        progress.At(GenerateTestsStage.Understand, "Reading the OpenAPI document");
        var document = await context.CallActivityAsync(
            GenerateTestsActivities.UnderstandDocument, new UnderstandInput(context.InstanceId, input.Document), Patient);
        progress.Knows(input.Label ?? document.Title);

        var work = await WriteAsync(context, progress, input, document, before: null, changes: null);
        var delivered = input.Delivery is null ? null : await DeliverAsync(context, progress, input, document, work);
        work = delivered?.Work ?? work;

        var result = new GenerateTestsResult(
            OutcomeOf(work.Execution, delivered?.Result), document.Title, document.Operations, work.Answer.Model, work.Answer.Failover,
            work.Round, work.Usage, work.Tests, work.Check, work.Execution, delivered?.Result);
        progress.At(GenerateTestsStage.Done, Summary(input, result));
        return result;
    }

    private static async Task<DeliveredWork> DeliverAsync(
        OrchestrationContext context, GenerateTestsProgress progress, GenerateTestsInput input, UnderstoodDocument document, ReviewedTests work)
    {
        for (var review = 1; ; review++)
        {
            progress.At(GenerateTestsStage.Approve, "Waiting for a decision on the tests");
            var outcome = await TestDelivery.AskAsync(context, input.Delivery!, document, work, review);
            if (outcome.Kind == GateDecisionKind.Reject)
            {
                return new DeliveredWork(work, new DeliveryResult(outcome.Kind, outcome.By, outcome.Text, review, Commit: null));
            }

            // "Approve, but add …" approves, and is taken in: the change is committed in the same name, if it passes the check.
            if (outcome.Text is { } changes)
            {
                work = await WriteAsync(context, progress, input, document, work, changes);
            }

            if (outcome.Kind == GateDecisionKind.Approve)
            {
                progress.At(GenerateTestsStage.Commit, "Committing the tests");
                var commit = await TestDelivery.CommitAsync(context, input.Delivery!, document, work, outcome);
                return new DeliveredWork(work, new DeliveryResult(outcome.Kind, outcome.By, outcome.Text, review, commit));
            }
        }
    }

    private static async Task<ReviewedTests> WriteAsync(
        OrchestrationContext context, GenerateTestsProgress progress, GenerateTestsInput input, UnderstoodDocument document,
        ReviewedTests? before, string? changes)
    {
        var accepted = await WriteCodeAsync(context, progress, document, before, changes, Math.Clamp(input.MaxRounds, 1, 10));
        var tests = await context.CallActivityAsync(
            GenerateTestsActivities.PublishTests, new PublishInput(context.InstanceId, accepted.Code, document.Title), Patient);
        var execution = await ExecuteAsync(context, progress, input, document, accepted.Code);
        return new ReviewedTests(accepted.Code, accepted.Check, accepted.Answer, accepted.Round, accepted.Usage, tests, execution)
        {
            IsUnchanged = accepted.Code.Sha256 == before?.Code.Sha256,
        };
    }

    private static async Task<AcceptedCode> WriteCodeAsync(
        OrchestrationContext context, GenerateTestsProgress progress, UnderstoodDocument document,
        ReviewedTests? before, string? changes, int maxRounds)
    {
        var begunAt = context.CurrentUtcDateTime;
        var usage = before?.Usage ?? ModelUsage.None;
        var previousCode = before?.Code;
        string? previousAnswer = null;
        IReadOnlyList<CodeDiagnostic> diagnostics = [];
        var first = (before?.Round ?? 0) + 1;
        var last = first + maxRounds - 1;

        for (var round = first; round <= last; round++)
        {
            progress.Round = round;
            progress.At(GenerateTestsStage.Prompt, "Rendering the prompt");
            var prompt = await context.CallActivityAsync(
                GenerateTestsActivities.RenderPrompt,
                new RenderPromptInput(context.InstanceId, round, document.Api, previousCode, diagnostics, changes), Patient);

            progress.At(GenerateTestsStage.Model, "Asking the model");
            var answer = await context.CallActivityAsync(
                GenerateTestsActivities.AskModel, new AskModelInput(context.InstanceId, round, prompt, document.Api, begunAt), Patient);
            usage = usage.Plus(answer.Usage);
            progress.Heard(answer);

            if (answer.Response.Sha256 == previousAnswer)
            {
                throw new CodeRejectedException($"{answer.Model} gave the same answer twice, and it does not pass the check: {Reason(diagnostics)}");
            }

            previousAnswer = answer.Response.Sha256;
            var (code, check) = await CheckAsync(context, progress, round, answer.Response);
            if (code is not null && check is { Passed: true })
            {
                return new AcceptedCode(code, check, answer, round, usage);
            }

            previousCode = code ?? previousCode;
            diagnostics = check?.Diagnostics ?? [];
            context.Logger.Log(LogSeverity.Warning, "Round {Round} of {MaxRounds} was rejected: {Reason}", round, last, Reason(diagnostics));
        }

        throw new CodeRejectedException($"No code passed the check in {maxRounds} rounds: {Reason(diagnostics)}");
    }

    private static async Task<(ArtifactRef? Code, CheckReport? Check)> CheckAsync(
        OrchestrationContext context, GenerateTestsProgress progress, int round, ArtifactRef response)
    {
        progress.At(GenerateTestsStage.Extract, "Taking the code out of the answer");
        var extracted = await context.CallActivityAsync(
            GenerateTestsActivities.ExtractCode, new CodeInput(context.InstanceId, round, response), Patient);
        if (extracted.Code is null)
        {
            return (null, new CheckReport(false, 0, extracted.Diagnostics, response));
        }

        progress.At(GenerateTestsStage.Format, "Formatting");
        var formatted = await context.CallActivityAsync(
            GenerateTestsActivities.FormatCode, new CodeInput(context.InstanceId, round, extracted.Code), Patient);
        var code = formatted.Code ?? extracted.Code;

        progress.At(GenerateTestsStage.Check, "Compiling and checking");
        var check = await context.CallActivityAsync(
            GenerateTestsActivities.CheckCode, new CodeInput(context.InstanceId, round, code), Patient);
        return (code, check);
    }

    private static async Task<ExecutionReport?> ExecuteAsync(
        OrchestrationContext context, GenerateTestsProgress progress, GenerateTestsInput input, UnderstoodDocument document, ArtifactRef code)
    {
        var baseUrl = input.BaseUrl ?? document.ServerUrl;
        if (input.CheckOnly || baseUrl is null)
        {
            context.Logger.Log(LogSeverity.Information, "Tests are not executed: {Reason}",
                input.CheckOnly ? "check only" : NoBaseUrl);
            return null;
        }

        progress.At(GenerateTestsStage.Execute, $"Running the tests against {baseUrl}");
        var execution = await context.CallActivityAsync(
            GenerateTestsActivities.ExecuteTests, new ExecuteInput(context.InstanceId, code, baseUrl, document.Api), Patient);
        if (execution.Refusal is { } refusal)
        {
            context.Logger.Log(LogSeverity.Warning, "Tests are not executed: {Reason}", refusal);
        }

        return execution;
    }

    private static GenerateTestsOutcome OutcomeOf(ExecutionReport? execution, DeliveryResult? delivery) => execution switch
    {
        _ when delivery?.Decision == GateDecisionKind.Reject => GenerateTestsOutcome.Rejected,
        null or { Refusal: not null } => GenerateTestsOutcome.Checked,
        { Failed: 0, Total: > 0 } => GenerateTestsOutcome.TestsPassed,
        _ => GenerateTestsOutcome.TestsFailed,
    };

    private static string Summary(GenerateTestsInput input, GenerateTestsResult result) => Results(input, result) + result.Delivery switch
    {
        null => "",
        { Commit: { } commit } delivery => $"; approved by {delivery.By}, committed as {commit.Sha} to {commit.Branch}",
        var delivery => $"; rejected by {delivery.By}",
    };

    private static string Results(GenerateTestsInput input, GenerateTestsResult result) => result.Execution switch
    {
        null => NotExecuted(result) + (input.CheckOnly ? "" : $": {NoBaseUrl}"),
        { Refusal: { } refusal } => $"{NotExecuted(result)}: {refusal}",
        var run => $"{run.Passed} of {run.Total} tests passed",
    };

    private static string NotExecuted(GenerateTestsResult result) => $"{result.Check.Tests} tests compiled and checked, not executed";

    private static string Reason(IReadOnlyList<CodeDiagnostic> diagnostics) =>
        string.Join("; ", diagnostics.Take(DiagnosticsInReason))
        + (diagnostics.Count > DiagnosticsInReason ? $"; and {diagnostics.Count - DiagnosticsInReason} more" : "");

    private sealed record DeliveredWork(ReviewedTests Work, DeliveryResult Result);

    private sealed record AcceptedCode(ArtifactRef Code, CheckReport Check, ModelAnswer Answer, int Round, ModelUsage Usage);
}
