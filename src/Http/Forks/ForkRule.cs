using System.Text.Json;
using Workflows.Domain.Budgets;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.Serialization;
using Workflows.Http.Reverts;
using Workflows.Http.Timelines;

namespace Workflows.Http.Forks;

/// <summary>
/// From where a fork may go. A human's yes holds for what was shown to that human: no fork takes it over and puts something else in its place, so a
/// fork begins at the gate or before it.
/// </summary>
internal static class ForkRule
{
    // Plans and money: what comes of them is asked about again before anything leaves the host.
    private static readonly string[] Preliminary = ["approve-plan", BudgetGate.GateName];

    /// <summary>Null when the instance can be forked, otherwise why not.</summary>
    public static string? Problem(OrchestrationMetadata instance) =>
        instance.ParentInstanceId is { } parent ? $"'{instance.InstanceId}' is a part of '{parent}' and cannot go on alone. Fork that run, from '{StepNames.OfChild(parent, instance.InstanceId) ?? instance.Name}/<step>'."
        : RevertInstance.IsRevert(instance) ? $"'{instance.InstanceId}' takes back what a run committed. That is asked for anew by POST /v1/runs/{{runId}}/revert."
        : null;

    /// <summary>The gates where a human has said yes.</summary>
    public static List<StepInProgress> Approvals(IEnumerable<StepInProgress> steps) =>
        [.. steps.Where(gate => gate.Kind == StepInProgress.Gate && gate.EndedAt is not null && !IsPreliminary(gate) && IsApproved(gate))];

    /// <summary>The approval that a step lies behind; null for none.</summary>
    public static StepInProgress? Before(List<StepInProgress> approvals, StepInProgress step) =>
        approvals.Find(gate => gate.EndedAt <= step.StartedAt && gate.Sequence < step.Sequence);

    private static bool IsPreliminary(StepInProgress gate) =>
        TimelineView.ChildId(gate)?.Split(':') is [.., var name, _] && Preliminary.Contains(name);

    // What cannot be read is not known to be no approval.
    private static bool IsApproved(StepInProgress gate)
    {
        try
        {
            return gate.Failure is null
                && (gate.Result is not { } json || JsonSerializer.Deserialize(json, WorkflowJson.Default.GateOutcome) is not { Kind: not GateDecisionKind.Approve });
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
