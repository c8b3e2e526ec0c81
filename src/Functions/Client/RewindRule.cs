using DurableTask.Core.History;

namespace Workflows.Functions.Client;

/// <summary>
/// Which failed instances may be rewound. Azure Storage's rewind takes every failed task out of the history, those that the
/// orchestrator caught or tried again included; what it did after them then fits nothing any more, and the instance is lost. So only
/// one whose first failure was its last step is handed on.
/// </summary>
internal static class RewindRule
{
    /// <summary>Whether nothing was asked for after the first failure.</summary>
    public static bool Allows(IEnumerable<HistoryEvent> history) => !history
        .SkipWhile(line => line.EventType is not (EventType.TaskFailed or EventType.SubOrchestrationInstanceFailed))
        .Any(line => line.EventType is EventType.TaskScheduled or EventType.SubOrchestrationInstanceCreated or EventType.TimerCreated or EventType.EventSent);
}
