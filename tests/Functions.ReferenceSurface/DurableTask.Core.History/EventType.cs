namespace DurableTask.Core.History;

/// <summary>Kinds of history events.</summary>
public enum EventType
{
    /// <summary>An execution began.</summary>
    ExecutionStarted,

    /// <summary>It ended, well or with a failure.</summary>
    ExecutionCompleted,

    /// <summary>Not written by current engines.</summary>
    ExecutionFailed,

    /// <summary>It was ended.</summary>
    ExecutionTerminated,

    /// <summary>An activity was asked for.</summary>
    TaskScheduled,

    /// <summary>It answered.</summary>
    TaskCompleted,

    /// <summary>It failed.</summary>
    TaskFailed,

    /// <summary>A child was asked for.</summary>
    SubOrchestrationInstanceCreated,

    /// <summary>It answered.</summary>
    SubOrchestrationInstanceCompleted,

    /// <summary>It failed.</summary>
    SubOrchestrationInstanceFailed,

    /// <summary>A timer was made.</summary>
    TimerCreated,

    /// <summary>It fired.</summary>
    TimerFired,

    /// <summary>A turn began.</summary>
    OrchestratorStarted,

    /// <summary>A turn ended.</summary>
    OrchestratorCompleted,

    /// <summary>An event was sent to another instance.</summary>
    EventSent,

    /// <summary>An event came.</summary>
    EventRaised,

    /// <summary>The execution gave way to the next.</summary>
    ContinueAsNew,

    /// <summary>Anything else.</summary>
    GenericEvent,

    /// <summary>A state of the whole.</summary>
    HistoryState,

    /// <summary>It was paused.</summary>
    ExecutionSuspended,

    /// <summary>It was resumed.</summary>
    ExecutionResumed,

    /// <summary>It was rewound.</summary>
    ExecutionRewound,
}
