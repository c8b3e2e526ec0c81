#nullable disable

namespace DurableTask.Core.History;

/// <summary>An activity answered.</summary>
public class TaskCompletedEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public TaskCompletedEvent(int eventId, int taskScheduledId, string result) : base(eventId)
    {
        TaskScheduledId = taskScheduledId;
        Result = result;
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.TaskCompleted;

    /// <summary>The number of the call.</summary>
    public int TaskScheduledId { get; private set; }

    /// <summary>Its answer.</summary>
    public string Result { get; private set; }
}
