namespace DurableTask.Core.History;

/// <summary>A child failed.</summary>
public class SubOrchestrationInstanceFailedEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public SubOrchestrationInstanceFailedEvent(int eventId, int taskScheduledId, string? reason, string? details, FailureDetails? failureDetails) : base(eventId)
    {
        TaskScheduledId = taskScheduledId;
        Reason = reason;
        Details = details;
        FailureDetails = failureDetails;
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.SubOrchestrationInstanceFailed;

    /// <summary>The number of the call.</summary>
    public int TaskScheduledId { get; private set; }

    /// <summary>Its message.</summary>
    public string? Reason { get; private set; }

    /// <summary>What the engine adds.</summary>
    public string? Details { get; private set; }

    /// <summary>The failure.</summary>
    public FailureDetails? FailureDetails { get; private set; }
}
