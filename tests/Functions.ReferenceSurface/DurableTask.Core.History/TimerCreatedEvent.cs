namespace DurableTask.Core.History;

/// <summary>A timer was made.</summary>
public class TimerCreatedEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public TimerCreatedEvent(int eventId) : base(eventId)
    {
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.TimerCreated;

    /// <summary>When it is due (UTC).</summary>
    public DateTime FireAt { get; set; }
}
