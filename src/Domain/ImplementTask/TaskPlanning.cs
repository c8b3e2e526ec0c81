using System.Globalization;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Texts;

namespace Workflows.Domain.ImplementTask;

/// <summary>The planner, and the human who approves its plan where that is wanted.</summary>
internal sealed class TaskPlanning(TaskRun run)
{
    /// <summary>Name of the gate.</summary>
    public const string GateName = "approve-plan";

    /// <summary>Plans until there is a plan that holds, or none is wanted.</summary>
    public async Task<PlannedTask> PlanAsync()
    {
        string? changes = null;
        for (var version = 1; ; version++)
        {
            if (await PlanAsync(version, changes) is { } stop)
            {
                return new PlannedTask(TaskEnding.Of(stop), null);
            }

            if (!run.Input.ApprovePlan)
            {
                return new PlannedTask(null, null);
            }

            run.Progress.At(ImplementTaskStage.ApprovePlan, "Waiting for a decision on the plan");
            var outcome = await AskAsync(version);
            switch (outcome.Kind)
            {
                case GateDecisionKind.Approve:
                    // "Approve, but …" is for those who carry the plan out.
                    return new PlannedTask(null, outcome.Text);
                case GateDecisionKind.RequestChanges:
                    changes = outcome.Text ?? "Make another plan.";
                    break;
                default:
                    return new PlannedTask(
                        new TaskEnding(
                            ImplementTaskOutcome.Rejected, $"The plan was rejected by {outcome.By}.",
                            new DeliveryResult(outcome.Kind, outcome.By, outcome.Text, version, Commit: null)), null);
            }
        }
    }

    private async Task<TaskStop?> PlanAsync(int version, string? changes)
    {
        run.Progress.At(ImplementTaskStage.Plan, version == 1 ? "The planner plans" : "The planner takes in what is to be changed");
        var name = string.Create(CultureInfo.InvariantCulture, $"plan-{version}");
        var told = run.Prompt(TaskRoles.Planner, string.Create(CultureInfo.InvariantCulture, $"{TaskRoles.Planner}-{version}"), version, run.Opened.State);
        var planner = await run.Agents.AskAsync(told with { Changes = changes }, $"the task '{run.Task.Title}' was read.");
        await run.RecordAsync(name, [planner], changes: changes);
        if (TaskStop.Of(planner) is { } stop)
        {
            return stop;
        }

        run.Plan = await run.Context.CallActivityAsync(
            ImplementTaskActivities.ReadPlan, new ReadPlanInput(run.Context.InstanceId, version, planner.Result.Answer!, run.Task),
            ImplementTaskOrchestrator.Patient);
        return run.Plan.Points > 0 ? null : new TaskStop(ImplementTaskOutcome.AgentFailed, "The planner's answer holds no plan: it names no points in a list.");
    }

    private static string Criteria(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} acceptance {(number == 1 ? "criterion" : "criteria")}");

    private Task<GateOutcome> AskAsync(int version)
    {
        var plan = run.Plan!;
        var delivery = run.Input.Delivery;
        var subject = new GateSubject(
            $"Plan for {run.Task.Title}",
            $"{Counted.Of(plan.Points, "point")} and {Criteria(plan.Criteria)}." + (plan.Cut is { } cut ? $"\n{cut}" : ""),
            [new GateItem("Plan", plan.Text), new GateItem("Task", run.Task.Text)]);
        return ApprovalGate.AskAsync(
            run.Context,
            new GateInput(
                run.Context.InstanceId, ImplementTaskOrchestrator.Definition.Name, GateName, version, subject,
                ApprovalGate.RulesOf(delivery.Rules, isLast: version > Math.Clamp(delivery.MaxReviews, 0, 10))),
            delivery.AutoApprove, string.Create(CultureInfo.InvariantCulture, $"{GateName}/{version}"));
    }
}
