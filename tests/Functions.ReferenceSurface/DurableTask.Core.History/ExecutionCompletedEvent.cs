namespace DurableTask.Core.History;

/// <summary>An execution ended.</summary>
public class ExecutionCompletedEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public ExecutionCompletedEvent(int eventId, string? result, OrchestrationStatus orchestrationStatus, FailureDetails? failureDetails = null) : base(eventId)
    {
        Result = result;
        OrchestrationStatus = orchestrationStatus;
        FailureDetails = failureDetails;
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.ExecutionCompleted;

    /// <summary>How.</summary>
    public OrchestrationStatus OrchestrationStatus { get; private set; }

    /// <summary>Its output.</summary>
    public string? Result { get; private set; }

    /// <summary>Its failure.</summary>
    public FailureDetails? FailureDetails { get; private set; }
}
