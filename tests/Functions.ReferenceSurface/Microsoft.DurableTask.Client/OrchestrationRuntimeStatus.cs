namespace Microsoft.DurableTask.Client;

/// <summary>Where an instance stands.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>Works or waits.</summary>
    Running,

    /// <summary>Ended well.</summary>
    Completed,

    /// <summary>No longer used.</summary>
    [Obsolete("Kept for compatibility.")]
    ContinuedAsNew,

    /// <summary>Ended with a failure.</summary>
    Failed,

    /// <summary>No longer used.</summary>
    [Obsolete("Kept for compatibility.")]
    Canceled,

    /// <summary>Was ended.</summary>
    Terminated,

    /// <summary>Has not begun.</summary>
    Pending,

    /// <summary>Is paused.</summary>
    Suspended,
}
