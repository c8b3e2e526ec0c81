namespace DurableTask.Core.History;

/// <summary>A line of history.</summary>
public abstract class HistoryEvent
{
    /// <summary>A line of a number; -1 for what came from outside.</summary>
    protected HistoryEvent(int eventId)
    {
        EventId = eventId;
        Timestamp = DateTime.UtcNow;
    }

    /// <summary>The number of what was asked for.</summary>
    public int EventId { get; }

    /// <summary>When it was written (UTC).</summary>
    public DateTime Timestamp { get; set; }

    /// <summary>Its kind.</summary>
    public abstract EventType EventType { get; }
}
