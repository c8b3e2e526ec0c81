namespace DurableTask.Core;

/// <summary>How an execution ended.</summary>
public enum OrchestrationStatus
{
    /// <summary>Not at all.</summary>
    Running,

    /// <summary>With an output.</summary>
    Completed,

    /// <summary>To begin anew.</summary>
    ContinuedAsNew,

    /// <summary>With a failure.</summary>
    Failed,

    /// <summary>Not used.</summary>
    Canceled,

    /// <summary>By an operator.</summary>
    Terminated,

    /// <summary>It has not begun.</summary>
    Pending,

    /// <summary>It is paused.</summary>
    Suspended,
}
