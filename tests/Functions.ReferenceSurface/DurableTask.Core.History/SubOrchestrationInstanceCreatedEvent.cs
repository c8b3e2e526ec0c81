#nullable disable

namespace DurableTask.Core.History;

/// <summary>A child was asked for.</summary>
public class SubOrchestrationInstanceCreatedEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public SubOrchestrationInstanceCreatedEvent(int eventId) : base(eventId)
    {
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.SubOrchestrationInstanceCreated;

    /// <summary>Its orchestrator.</summary>
    public string Name { get; set; }

    /// <summary>Its id.</summary>
    public string InstanceId { get; set; }

    /// <summary>Its input.</summary>
    public string Input { get; set; }
}
