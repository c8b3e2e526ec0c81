namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>What a run was forked from.</summary>
internal sealed record ForkReport(string RunId, string Step);
