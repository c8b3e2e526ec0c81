#nullable disable

namespace DurableTask.Core.History;

/// <summary>An external event came.</summary>
public class EventRaisedEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public EventRaisedEvent(int eventId, string input) : base(eventId) => Input = input;

    /// <inheritdoc/>
    public override EventType EventType => EventType.EventRaised;

    /// <summary>The event.</summary>
    public string Name { get; set; }

    /// <summary>Its payload.</summary>
    public string Input { get; set; }
}
