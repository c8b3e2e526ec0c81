namespace DurableTask.Core.History;

/// <summary>An execution was taken back.</summary>
public class ExecutionRewoundEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public ExecutionRewoundEvent(int eventId, string? reason) : base(eventId) => Reason = reason;

    /// <inheritdoc/>
    public override EventType EventType => EventType.ExecutionRewound;

    /// <summary>Why.</summary>
    public string? Reason { get; set; }
}
