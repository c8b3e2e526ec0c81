namespace DurableTask.Core.History;

/// <summary>A timer fired.</summary>
public class TimerFiredEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public TimerFiredEvent(int eventId) : base(eventId)
    {
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.TimerFired;

    /// <summary>The number of the timer.</summary>
    public int TimerId { get; set; }

    /// <summary>When it was due (UTC).</summary>
    public DateTime FireAt { get; set; }
}
