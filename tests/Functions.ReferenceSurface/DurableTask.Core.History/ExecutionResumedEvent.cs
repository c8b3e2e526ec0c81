#nullable disable

namespace DurableTask.Core.History;

/// <summary>An execution goes on.</summary>
public class ExecutionResumedEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public ExecutionResumedEvent(int eventId, string reason) : base(eventId) => Reason = reason;

    /// <inheritdoc/>
    public override EventType EventType => EventType.ExecutionResumed;

    /// <summary>Why.</summary>
    public string Reason { get; set; }
}
