using System.Globalization;
using System.Text;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Texts;

namespace Workflows.Domain.GenerateTests;

/// <summary>The steps between executed tests and their commit: ask a human, or note that nobody was asked, and commit in their name.</summary>
internal static class TestDelivery
{
    /// <summary>Name of the gate.</summary>
    public const string GateName = "approve-tests";

    private static readonly TaskOptions Patient = new(new RetryPolicy(5, TimeSpan.FromSeconds(2))
    {
        BackoffCoefficient = 3,
        NonRetryableErrorTypes = [CommitRefusedException.ErrorType],
    });

    /// <summary>Asks whether the tests may be committed.</summary>
    public static Task<GateOutcome> AskAsync(OrchestrationContext context, Delivery delivery, UnderstoodDocument document, ReviewedTests work, int review) =>
        ApprovalGate.AskAsync(
            context,
            new GateInput(
                context.InstanceId, GenerateTestsOrchestrator.Definition.Name, GateName, review, Subject(document, work),
                ApprovalGate.RulesOf(delivery.Rules, isLast: review > Math.Clamp(delivery.MaxReviews, 0, 10))),
            delivery.AutoApprove, review.ToString(CultureInfo.InvariantCulture));

    /// <summary>Commits the tests in the approver's name.</summary>
    public static Task<CommitResult> CommitAsync(
        OrchestrationContext context, Delivery delivery, UnderstoodDocument document, ReviewedTests work, GateOutcome approval, Action<string?> waits)
    {
        var input = new CommitInput(
            context.InstanceId, delivery.Branch, [.. work.Tests.Files.Select(file => new CommitFile(FileName(file), file))],
            Message(context, document, work, approval), approval.By, approval.Last?.At ?? new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero))
        {
            Waits = true,
        };
        return new PatientCommit(context, number => new RepositoryProbe(context.InstanceId, IsTask: false, TaskPath: null, number), waits)
            .RunAsync(() => context.CallActivityAsync(SourceControlActivities.CommitFiles, input, Patient));
    }

    private static GateSubject Subject(UnderstoodDocument document, ReviewedTests work)
    {
        var summary = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{Counted.Of(work.Check.Tests, "test")} for {Counted.Of(document.Operations, "operation")}, written by {work.Answer.Model} in {Counted.Of(work.Round, "round")}. ")
            .Append(Results(work.Execution));
        if (work.Execution is { Failures.Count: > 0 } execution)
        {
            summary.Append("\nFailed: ").AppendJoin(", ", execution.Failures.Take(5).Select(failure => failure.Name));
        }

        if (work.IsUnchanged)
        {
            summary.Append(CultureInfo.InvariantCulture, $"\nThe code is the same as before: {work.Answer.Model} did not take the changes in.");
        }

        return new GateSubject($"Tests for {document.Title}", summary.ToString(), [.. work.Tests.Files.Select(file => new GateItem(FileName(file), file))]);
    }

    private static string Message(OrchestrationContext context, UnderstoodDocument document, ReviewedTests work, GateOutcome approval) =>
        $"""
        Add tests for {document.Title}

        Run: {context.InstanceId}
        Model: {work.Answer.Model}{(work.Answer.Failover is { } reason ? $" ({reason})" : "")}
        Results: {Results(work.Execution)}
        Approved by: {approval.By} ({string.Join(", ", approval.Decisions.Select(decision => decision.Channel).Distinct())})
        """ + (approval.Text is { } text ? $"\nWith: {text}" : "");

    private static string Results(ExecutionReport? execution) => execution switch
    {
        null => "Compiled and checked, not executed.",
        { Refusal: { } refusal } => $"Compiled and checked, not executed: {refusal}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{execution.Passed} of {Counted.Of(execution.Total, "test")} passed ({execution.Isolation})."),
    };

    private static string FileName(ArtifactRef file) => file.Name[(file.Name.LastIndexOf('/') + 1)..];
}
