using Workflows.Domain.GenerateTests;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>Input of <see cref="ImplementTaskActivities.WriteReports"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Task">The task.</param>
/// <param name="Folder">The folder of the reports within the task: <c>project/reports/run-20261121-101500</c>.</param>
/// <param name="Outcome">How the run came out; null where it broke off because a step failed.</param>
/// <param name="Reason">Why it did not pass, in one line; null when it did.</param>
/// <param name="StartedAt">When the run began (UTC).</param>
/// <param name="EndedAt">When its work was over (UTC).</param>
/// <param name="Settings">Limits and commands.</param>
/// <param name="Plan">The plan; null where there is none.</param>
/// <param name="Roles">What each role did and used.</param>
/// <param name="Usage">What the run used.</param>
/// <param name="Delivery">What was decided, and the commit.</param>
/// <param name="Applied">What went back to the folder.</param>
/// <param name="Steps">The steps that were recorded, in their order.</param>
public sealed record WriteReportsInput(
    string RunId, TaskBrief Task, string Folder, ImplementTaskOutcome? Outcome, string? Reason, DateTimeOffset StartedAt, DateTimeOffset EndedAt,
    ImplementTaskSettings Settings, TaskPlan? Plan, IReadOnlyList<RoleUsage> Roles, ModelUsage Usage, DeliveryResult? Delivery, ApplyReport? Applied,
    IReadOnlyList<string> Steps);
