namespace DurableTask.Core.History;

/// <summary>A turn ended.</summary>
public class OrchestratorCompletedEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public OrchestratorCompletedEvent(int eventId) : base(eventId)
    {
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.OrchestratorCompleted;
}
