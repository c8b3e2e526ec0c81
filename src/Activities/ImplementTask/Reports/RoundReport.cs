using Workflows.Domain.Workspaces;

namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>A round.</summary>
internal sealed record RoundReport(int Round, string? Changes, VerdictReport? Verdict, TestsReport? Tests, DiffReport Diff);
