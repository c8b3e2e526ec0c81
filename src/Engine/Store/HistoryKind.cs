namespace Workflows.Engine.Store;

/// <summary>What a line of history is. The numbers are in the file: never change one.</summary>
internal enum HistoryKind
{
    ExecutionStarted = 0,
    TaskScheduled = 1,
    TaskCompleted = 2,
    TaskFailed = 3,
    SubOrchestrationInstanceCreated = 4,
    SubOrchestrationInstanceCompleted = 5,
    SubOrchestrationInstanceFailed = 6,
    TimerCreated = 7,
    TimerFired = 8,
    EventRaised = 9,
    EventSent = 10,
    ExecutionCompleted = 11,
    ExecutionFailed = 12,
    ExecutionTerminated = 13,
    ContinueAsNew = 14,
}
