#nullable disable

namespace DurableTask.Core.History;

/// <summary>A child answered.</summary>
public class SubOrchestrationInstanceCompletedEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public SubOrchestrationInstanceCompletedEvent(int eventId, int taskScheduledId, string result) : base(eventId)
    {
        TaskScheduledId = taskScheduledId;
        Result = result;
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.SubOrchestrationInstanceCompleted;

    /// <summary>The number of the call.</summary>
    public int TaskScheduledId { get; private set; }

    /// <summary>Its answer.</summary>
    public string Result { get; private set; }
}
