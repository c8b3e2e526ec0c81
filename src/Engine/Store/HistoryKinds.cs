namespace Workflows.Engine.Store;

/// <summary>What the kinds of history lines have in common.</summary>
internal static class HistoryKinds
{
    /// <summary>Something that came to the orchestrator; everything else is what its code decided.</summary>
    public static bool IsIncoming(this HistoryKind kind) => kind is
        HistoryKind.ExecutionStarted or HistoryKind.TaskCompleted or HistoryKind.TaskFailed
        or HistoryKind.SubOrchestrationInstanceCompleted or HistoryKind.SubOrchestrationInstanceFailed
        or HistoryKind.TimerFired or HistoryKind.EventRaised;

    /// <summary>A task that failed.</summary>
    public static bool IsFailure(this HistoryKind kind) => kind is HistoryKind.TaskFailed or HistoryKind.SubOrchestrationInstanceFailed;

    /// <summary>The end of an execution.</summary>
    public static bool IsEnd(this HistoryKind kind) => kind is
        HistoryKind.ExecutionCompleted or HistoryKind.ExecutionFailed or HistoryKind.ExecutionTerminated or HistoryKind.ContinueAsNew;
}
