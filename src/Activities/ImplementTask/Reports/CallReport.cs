namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>A tool call.</summary>
internal sealed record CallReport(int Turn, string Tool, bool Refused, string Summary, double Seconds);
