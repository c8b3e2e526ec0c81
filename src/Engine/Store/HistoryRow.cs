namespace Workflows.Engine.Store;

/// <summary>A line of history.</summary>
/// <param name="Sequence">Its number, from 0.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Task">The task it belongs to; for an EventRaised the inbox order of the event.</param>
/// <param name="Name">Activity, orchestrator or event.</param>
/// <param name="At">When, in UTC ticks.</param>
/// <param name="Data">JSON: input, result or failure. For a timer the time it fires, in UTC ticks; for a sub-orchestration the child's instance id.</param>
internal readonly record struct HistoryRow(int Sequence, HistoryKind Kind, long Task, string? Name, long At, string? Data);
