namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>A command that an agent ran.</summary>
internal sealed record CommandReport(int Turn, string Command, bool Refused, string Result, double Seconds, string Output);
