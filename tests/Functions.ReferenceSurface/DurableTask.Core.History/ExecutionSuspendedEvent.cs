#nullable disable

namespace DurableTask.Core.History;

/// <summary>An execution was paused.</summary>
public class ExecutionSuspendedEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public ExecutionSuspendedEvent(int eventId, string reason) : base(eventId) => Reason = reason;

    /// <inheritdoc/>
    public override EventType EventType => EventType.ExecutionSuspended;

    /// <summary>Why.</summary>
    public string Reason { get; set; }
}
