namespace DurableTask.Core.History;

/// <summary>An activity was asked for.</summary>
public class TaskScheduledEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public TaskScheduledEvent(int eventId) : base(eventId)
    {
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.TaskScheduled;

    /// <summary>The activity.</summary>
    public string? Name { get; set; }

    /// <summary>Its input.</summary>
    public string? Input { get; set; }
}
