using DurableTask.Core;
using DurableTask.Core.History;
using Workflows.Domain.Client;
using Workflows.Functions.Orchestration;
using EngineEvent = DurableTask.Core.History.HistoryEvent;
using EngineFailure = DurableTask.Core.FailureDetails;
using PortEvent = Workflows.Domain.Client.HistoryEvent;
using PortFailure = Workflows.Domain.Orchestration.FailureDetails;

namespace Workflows.Functions.Client;

/// <summary>Histories as the port shows them. The marks that the engine sets around each turn are left out.</summary>
internal static class Histories
{
    private const string ExecutionFailed = "ExecutionFailed";

    public static IReadOnlyList<PortEvent> ToPort(IEnumerable<EngineEvent> events) =>
        [.. events
            .Where(line => line.EventType is not (EventType.OrchestratorStarted or EventType.OrchestratorCompleted or EventType.GenericEvent or EventType.HistoryState))
            .Select((line, sequence) => ToPort(line, sequence))];

    private static PortEvent ToPort(EngineEvent line, int sequence)
    {
        var at = new DateTimeOffset(DateTime.SpecifyKind(line.Timestamp, DateTimeKind.Utc));
        var plain = new PortEvent(sequence, line.EventType.ToString(), at);
        return line switch
        {
            ExecutionStartedEvent started => plain with { Name = started.Name, Payload = started.Input },
            TaskScheduledEvent scheduled => plain with { Name = scheduled.Name, TaskId = scheduled.EventId, Payload = scheduled.Input },
            TaskCompletedEvent completed => plain with { TaskId = completed.TaskScheduledId, Payload = completed.Result },
            TaskFailedEvent failed => plain with { TaskId = failed.TaskScheduledId, Failure = Failure(failed.FailureDetails, failed.Reason) },
            SubOrchestrationInstanceCreatedEvent created => plain with { Name = created.Name, TaskId = created.EventId, Payload = created.Input },
            SubOrchestrationInstanceCompletedEvent completed => plain with { TaskId = completed.TaskScheduledId, Payload = completed.Result },
            SubOrchestrationInstanceFailedEvent failed => plain with { TaskId = failed.TaskScheduledId, Failure = Failure(failed.FailureDetails, failed.Reason) },
            TimerCreatedEvent created => plain with { TaskId = created.EventId, Payload = FireAt(created.FireAt) },
            TimerFiredEvent fired => plain with { TaskId = fired.TimerId },
            EventRaisedEvent raised => plain with { Name = raised.Name, Payload = raised.Input },
            EventSentEvent sent => plain with { Name = sent.Name, TaskId = sent.EventId, Payload = sent.Input },
            ExecutionCompletedEvent { OrchestrationStatus: OrchestrationStatus.Failed } failed =>
                plain with { EventType = ExecutionFailed, Failure = Failure(failed.FailureDetails, failed.Result) },
            ExecutionCompletedEvent completed => plain with { Payload = completed.Result },
            ExecutionTerminatedEvent terminated => plain with { Payload = terminated.Input },
            _ => plain,
        };
    }

    private static string FireAt(DateTime time) => $"\"{DateTime.SpecifyKind(time, DateTimeKind.Utc):O}\"";

    private static PortFailure Failure(EngineFailure? failure, string? reason) => failure is null
        ? new PortFailure(ExecutionFailed, reason ?? "")
        : Failures.ToPort(failure);
}
