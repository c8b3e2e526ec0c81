using System.Globalization;
using Workflows.Domain.Agents;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>From work that passed to its commit: document -> ask a human, round again with what is to be changed -> commit -> write back to the folder.</summary>
internal sealed class TaskDelivery(TaskRun run, TaskRounds rounds)
{
    /// <summary>Name of the gate.</summary>
    public const string GateName = "approve-change";

    private static readonly IReadOnlyList<string> Everything = [TaskRoles.WorkspaceFolder, TaskRoles.ProjectFolder];
    private static readonly IReadOnlyList<string> Documents = [TaskRoles.ProjectFolder];

    private static readonly TaskOptions Patient = new(new RetryPolicy(5, TimeSpan.FromSeconds(2))
    {
        BackoffCoefficient = 3,
        NonRetryableErrorTypes = [CommitRefusedException.ErrorType],
    });

    private readonly TaskDocuments _documents = new(run);

    private int _reviews;
    private DeliveryResult? _decided;

    /// <summary>Delivers work that passed.</summary>
    public async Task<TaskEnding> DeliverAsync(TaskWork work)
    {
        while (true)
        {
            var documented = await _documents.WriteAsync(work);
            if (Unpaid(documented) is { } unpaid)
            {
                return unpaid;
            }

            var outcome = await AskAsync(DeliverySubject.Of(run, work, documented), isLast: _reviews >= Math.Clamp(run.Input.Delivery.MaxReviews, 0, 10));
            if (outcome.Kind == GateDecisionKind.Reject)
            {
                return new TaskEnding(ImplementTaskOutcome.Rejected, $"The change was rejected by {outcome.By}.", Decided(outcome));
            }

            var changes = outcome.Kind == GateDecisionKind.Approve ? outcome.Text : outcome.Text ?? "Do it again.";
            if (changes is not null)
            {
                work = await rounds.WorkAsync(work.State, work, changes);
                if (work.Stop is { } stop)
                {
                    return await DeliverDocumentsAsync(work, stop);
                }
            }

            if (outcome.Kind == GateDecisionKind.Approve)
            {
                // "Approve, but …" is taken in and committed in the same name: it has passed the review again.
                documented = changes is null ? documented : await _documents.WriteAsync(work);
                return Unpaid(documented)
                    ?? await CommitAsync(ImplementTaskOutcome.Passed, documented.Stop?.Reason, work, documented, Everything, outcome);
            }
        }
    }

    /// <summary>Delivers the documents that a review asked for although the work did not pass; nothing else of it.</summary>
    public async Task<TaskEnding> DeliverDocumentsAsync(TaskWork work, TaskStop stop)
    {
        var ending = TaskEnding.Of(stop) with { Delivery = _decided };
        if (work.Verdict is not { Passed: false, WantsDocs: true } || stop.Outcome is ImplementTaskOutcome.AgentFailed or ImplementTaskOutcome.Rejected)
        {
            return ending;
        }

        var documented = await _documents.WriteAsync(work);
        if (documented.Diff is not { FileCount: > 0 })
        {
            return ending;
        }

        var outcome = await AskAsync(DeliverySubject.OfDocuments(run, work, documented, stop), isLast: true);
        return outcome.Kind == GateDecisionKind.Approve
            ? await CommitAsync(stop.Outcome, stop.Reason, work, documented, Documents, outcome)
            : ending with { Delivery = Decided(outcome) };
    }

    // Nobody wanted to pay for the documents, and so for the end of the run.
    private TaskEnding? Unpaid(DocumentedWork documented) =>
        documented.Stop is { Outcome: ImplementTaskOutcome.Rejected } stop ? TaskEnding.Of(stop) with { Delivery = _decided } : null;

    private async Task<GateOutcome> AskAsync(GateSubject subject, bool isLast)
    {
        run.Progress.At(ImplementTaskStage.Approve, run.Input.Delivery.AutoApprove ? "Approving the change by itself, as it was asked to" : "Waiting for a decision on the change");
        var delivery = run.Input.Delivery;
        var outcome = await ApprovalGate.AskAsync(
            run.Context,
            new GateInput(
                run.Context.InstanceId, ImplementTaskOrchestrator.Definition.Name, GateName, ++_reviews, subject, ApprovalGate.RulesOf(delivery.Rules, isLast)),
            delivery.AutoApprove, string.Create(CultureInfo.InvariantCulture, $"{GateName}/{_reviews}"));
        _decided = Decided(outcome);
        return outcome;
    }

    private async Task<TaskEnding> CommitAsync(
        ImplementTaskOutcome ending, string? reason, TaskWork work, DocumentedWork documented, IReadOnlyList<string> folders, GateOutcome approval)
    {
        run.Progress.At(ImplementTaskStage.Commit, "Committing the change");
        var delivery = run.Input.Delivery;
        var input = new CommitWorkspaceInput(
            run.Context.InstanceId, delivery.Branch, run.Opened.Repository, run.Opened.State, documented.State, folders,
            DeliverySubject.Message(run, work, ending, approval), approval.By,
            approval.Last?.At ?? new DateTimeOffset(run.Context.CurrentUtcDateTime, TimeSpan.Zero))
        {
            Waits = true,
        };
        var commit = await new PatientCommit(
            run.Context, number => new RepositoryProbe(run.Context.InstanceId, IsTask: true, run.Opened.Repository?.Path, number),
            message => run.Progress.Waits(message is null ? null : new AgentWait(IsBudget: false, message)))
            .RunAsync(() => run.Context.CallActivityAsync(WorkspaceActivities.CommitWorkspace, input, Patient));
        run.Progress.At(ImplementTaskStage.Commit, "Writing the change back to the folder");
        var applied = await run.Context.CallActivityAsync(
            WorkspaceActivities.ApplyWorkspace,
            new ApplyInput(run.Context.InstanceId, run.Input.Source, run.Opened.State, documented.State, folders), ImplementTaskOrchestrator.Patient);
        return new TaskEnding(ending, reason, Decided(approval, commit), applied);
    }

    private DeliveryResult Decided(GateOutcome outcome, CommitResult? commit = null) => new(outcome.Kind, outcome.By, outcome.Text, _reviews, commit is { Sha.Length: > 0 } ? commit : null);
}
