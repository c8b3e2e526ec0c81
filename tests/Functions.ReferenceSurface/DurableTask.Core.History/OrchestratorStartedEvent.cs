namespace DurableTask.Core.History;

/// <summary>A turn began.</summary>
public class OrchestratorStartedEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public OrchestratorStartedEvent(int eventId) : base(eventId)
    {
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.OrchestratorStarted;
}
