namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>The plan.</summary>
internal sealed record PlanReport(int Points, int Criteria, string? Cut, IReadOnlyList<string> Infrastructure);
