using Workflows.Domain.GenerateTests;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>The file <c>artifacts.json</c> (row R6); its schema is <c>docs/artifacts.schema.json</c>.</summary>
internal sealed record RunReport(
    int SchemaVersion, string Run, string Task, bool Demo, DateTimeOffset StartedAt, DateTimeOffset EndedAt, string Verdict, string? Outcome, string? Reason,
    PlanReport? Plan, IReadOnlyList<RoundReport> Rounds, IReadOnlyList<AgentReport> Agents, IReadOnlyList<RoleUsage> Roles, ModelUsage Usage,
    ImplementTaskSettings Settings, DeliveryResult? Delivery, ApplyReport? Applied, IReadOnlyList<string> Files,
    ForkReport? ForkedFrom = null);
