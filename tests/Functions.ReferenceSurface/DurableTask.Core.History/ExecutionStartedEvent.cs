#nullable disable

namespace DurableTask.Core.History;

/// <summary>An execution began.</summary>
public class ExecutionStartedEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public ExecutionStartedEvent(int eventId, string input) : base(eventId) => Input = input;

    /// <inheritdoc/>
    public override EventType EventType => EventType.ExecutionStarted;

    /// <summary>Its orchestrator.</summary>
    public string Name { get; set; }

    /// <summary>Its input.</summary>
    public string Input { get; set; }
}
