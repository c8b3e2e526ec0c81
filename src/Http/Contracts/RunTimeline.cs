namespace Workflows.Http.Contracts;

/// <summary>What a run did, and when, as its history tells it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Steps">What it did, in the order in which it began; of a very long run the last of them.</param>
/// <param name="Truncated">Whether there were more steps.</param>
/// <param name="Recoveries">When it was rebuilt from its history, oldest first; on Azure none.</param>
/// <param name="WaitingFor">What it waits for; null while it works, and once it has ended.</param>
public sealed record RunTimeline(
    string RunId, RunStatus Status, IReadOnlyList<TimelineStep> Steps, bool Truncated, IReadOnlyList<TimelineRecovery> Recoveries, TimelineWait? WaitingFor);
