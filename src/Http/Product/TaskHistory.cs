using Workflows.Domain.Agents;
using Workflows.Domain.Client;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Serialization;
using Workflows.Http.Contracts;
using Workflows.Http.Timelines;

namespace Workflows.Http.Product;

/// <summary>What came of a task that goes on, or failed: its result does not tell of it yet, its history does.</summary>
internal static class TaskHistory
{
    /// <summary>The task with what its history adds to it.</summary>
    public static RunTask Complete(ApiRequest request, RunTask task, IReadOnlyList<HistoryEvent> history)
    {
        var steps = TimelineBuilder.Build(history).Where(step => step is { EndedAt: not null, Failure: null }).ToList();
        var plan = steps.LastOrDefault(step => step.Name == ImplementTaskActivities.ReadPlan.Name);
        return task with
        {
            IsDemo = task.IsDemo || steps.Exists(step => step.Name == ImplementTaskActivities.ReadTask.Name && RunView.Read(step.Result, WorkflowJson.Default.TaskBrief) is { IsDemo: true }),
            Rounds = TaskRounds.Of(request, steps),
            Plan = task.Plan ?? (RunView.Read(plan?.Result, WorkflowJson.Default.TaskPlan) is { Text: { } text } ? RunView.Artifact(request, text) : null),
            Roles = task.Roles.Count > 0 ? task.Roles : Roles(steps),
        };
    }

    // An agent tells of all its work at the end of each part of it, so that the last one counts.
    private static List<RoleUsage> Roles(List<StepInProgress> steps)
    {
        var agents = new Dictionary<string, AgentResult>(StringComparer.Ordinal);
        foreach (var step in steps.Where(step => step.IsAgent))
        {
            if (TimelineView.ChildId(step)?.Split(':') is [.., var agent, _] && RunView.Read(step.Result, WorkflowJson.Default.AgentResult) is { } result)
            {
                agents[agent] = result.Model is null && agents.TryGetValue(agent, out var before) ? result with { Model = before.Model } : result;
            }
        }

        return
        [
            .. agents.GroupBy(agent => RoleOf(agent.Key), agent => agent.Value)
                .Where(role => TaskRoles.Names.Contains(role.Key))
                .OrderBy(role => TaskRoles.Names.ToList().IndexOf(role.Key))
                .Select(role => new RoleUsage(
                    role.Key, role.LastOrDefault(agent => agent.Model is not null)?.Model, role.Sum(agent => agent.Progress.Turns), role.Sum(agent => agent.Progress.ToolCalls),
                    role.Aggregate(ModelUsage.None, (sum, agent) => sum.Plus(agent.Progress.Usage)))),
        ];
    }

    // implementer-2: the implementer, in round 2.
    private static string RoleOf(string agent) => agent.LastIndexOf('-') is var end and > 0 ? agent[..end] : agent;
}
