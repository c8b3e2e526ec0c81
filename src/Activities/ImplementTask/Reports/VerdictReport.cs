namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>A verdict, in the reviewer's words.</summary>
internal sealed record VerdictReport(string Verdict, string Action, string? Fixes, bool Docs, string? Overruled);
