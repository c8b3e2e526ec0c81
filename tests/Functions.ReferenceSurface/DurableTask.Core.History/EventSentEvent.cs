#nullable disable

namespace DurableTask.Core.History;

/// <summary>An event was sent to another instance.</summary>
public class EventSentEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public EventSentEvent(int eventId) : base(eventId)
    {
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.EventSent;

    /// <summary>To whom.</summary>
    public string InstanceId { get; set; }

    /// <summary>The event.</summary>
    public string Name { get; set; }

    /// <summary>Its payload.</summary>
    public string Input { get; set; }
}
