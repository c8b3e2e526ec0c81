using Workflows.Domain.Artifacts;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Texts;

namespace Workflows.Domain.GenerateTests;

/// <summary>
/// An OpenAPI document becomes tests that compile and ran:
/// understand -> (render prompt -> model -> extract -> format -> check, until it passes or the rounds are used up) -> publish -> execute
/// -> where they are to be delivered: ask a human, round again with the changes that were asked for, and commit what was approved.
/// </summary>
public sealed class GenerateTestsOrchestrator : IOrchestrator<GenerateTestsInput, GenerateTestsResult>
{
    private const string Committing = "Committing the tests";
    private const string NoBaseUrl = "no base URL was given and the document names no absolute server";

    // Local side effects (a full disk, a store that is restarting) pass by themselves; a document that is not OpenAPI does not.
    internal static readonly TaskOptions Patient = new(new RetryPolicy(4, TimeSpan.FromSeconds(1))
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

        var rounds = new CodeRounds(context, progress);
        var (work, written) = await WriteAsync(context, progress, rounds, input, document, before: null, changes: null);
        var delivered = input.Delivery is null || work is null ? null : await DeliverAsync(context, progress, rounds, input, document, work);
        work = delivered?.Work ?? work;
        written = delivered?.Unpaid ?? written;

        var result = new GenerateTestsResult(
            OutcomeOf(written.Stop, work?.Execution, delivered?.Result), document.Title, document.Operations,
            progress.MixedModels ?? work?.Answer.Model ?? written.Answer.Model, work?.Answer.Failover, written.Stop is null && work is not null ? work.Round : written.Round,
            written.Stop is null && work is not null ? work.Usage : written.Usage,
            work?.Tests, work?.Check, work?.Execution, delivered?.Result, written.Stop);
        progress.At(GenerateTestsStage.Done, Summary(input, result));
        return result;
    }

    private static async Task<DeliveredWork> DeliverAsync(
        OrchestrationContext context, GenerateTestsProgress progress, CodeRounds rounds, GenerateTestsInput input, UnderstoodDocument document,
        ReviewedTests work)
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
                var (changed, written) = await WriteAsync(context, progress, rounds, input, document, work, changes);
                if (changed is null)
                {
                    return new DeliveredWork(work, null, written);
                }

                work = changed;
            }

            if (outcome.Kind == GateDecisionKind.Approve)
            {
                progress.At(GenerateTestsStage.Commit, Committing);
                var commit = await TestDelivery.CommitAsync(
                    context, input.Delivery!, document, work, outcome,
                    waits => progress.At(waits is null ? GenerateTestsStage.Commit : GenerateTestsStage.Infrastructure, waits ?? Committing));
                return new DeliveredWork(work, new DeliveryResult(outcome.Kind, outcome.By, outcome.Text, review, commit));
            }
        }
    }

    // No tests where the budget did not allow to write them.
    private static async Task<(ReviewedTests? Work, WrittenCode Written)> WriteAsync(
        OrchestrationContext context, GenerateTestsProgress progress, CodeRounds rounds, GenerateTestsInput input, UnderstoodDocument document,
        ReviewedTests? before, string? changes)
    {
        var written = await rounds.WriteAsync(document, before, changes, Math.Clamp(input.MaxRounds, 1, 10));
        if (written is not { Code: { } code, Check: { } check })
        {
            return (null, written);
        }

        var tests = await context.CallActivityAsync(
            GenerateTestsActivities.PublishTests, new PublishInput(context.InstanceId, code, document.Title), Patient);
        var execution = await ExecuteAsync(context, progress, input, document, code);
        var work = new ReviewedTests(code, check, written.Answer, written.Round, written.Usage, tests, execution)
        {
            IsUnchanged = code.Sha256 == before?.Code.Sha256,
        };
        return (work, written);
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

    private static GenerateTestsOutcome OutcomeOf(BudgetStop? stop, ExecutionReport? execution, DeliveryResult? delivery) => execution switch
    {
        _ when stop is not null || delivery?.Decision == GateDecisionKind.Reject => GenerateTestsOutcome.Rejected,
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
        _ when result.Stopped is { } stop => $"Stopped in round {stop.Round}: {stop.By} did not raise the budget{(result.Tests is null ? "" : "; the tests of the round before stay as they are")}",
        null => NotExecuted(result) + (input.CheckOnly ? "" : $": {NoBaseUrl}"),
        { Refusal: { } refusal } => $"{NotExecuted(result)}: {refusal}",
        var run => $"{run.Passed} of {Counted.Of(run.Total, "test")} passed",
    };

    private static string NotExecuted(GenerateTestsResult result) => $"{Counted.Of(result.Check?.Tests ?? 0, "test")} compiled and checked, not executed";

    private sealed record DeliveredWork(ReviewedTests Work, DeliveryResult? Result, WrittenCode? Unpaid = null);
}
