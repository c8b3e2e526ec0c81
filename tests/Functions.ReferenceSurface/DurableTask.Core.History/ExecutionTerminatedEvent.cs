#nullable disable

namespace DurableTask.Core.History;

/// <summary>An execution was ended.</summary>
public class ExecutionTerminatedEvent : HistoryEvent
{
    /// <summary>A line of a number.</summary>
    public ExecutionTerminatedEvent(int eventId, string input) : base(eventId) => Input = input;

    /// <inheritdoc/>
    public override EventType EventType => EventType.ExecutionTerminated;

    /// <summary>Why.</summary>
    public string Input { get; set; }
}
