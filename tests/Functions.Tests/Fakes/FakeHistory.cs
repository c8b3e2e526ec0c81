using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using PortEvent = Workflows.Domain.Client.HistoryEvent;

namespace Workflows.Functions.Tests.Fakes;

/// <summary>Histories in the words of the Durable Task framework, with the marks that it sets around each turn.</summary>
internal static class FakeHistory
{
    public static IList<HistoryEvent> Of(IReadOnlyList<PortEvent> lines, string? input) =>
        [new OrchestratorStartedEvent(-1), .. lines.Select(line => Of(line, input)), new OrchestratorCompletedEvent(-1)];

    private static HistoryEvent Of(PortEvent line, string? input)
    {
        var id = line.TaskId ?? -1;
        HistoryEvent result = line.EventType switch
        {
            "ExecutionStarted" => new ExecutionStartedEvent(-1, input!) { Name = line.Name! },
            "TaskScheduled" => new TaskScheduledEvent(id) { Name = line.Name, Input = line.Payload },
            "TaskCompleted" => new TaskCompletedEvent(-1, id, line.Payload!),
            "TaskFailed" => new TaskFailedEvent(-1, id, null, null, Core(RecordedFailure.ReadActivity(line.Failure!))),
            "SubOrchestrationInstanceCreated" => new SubOrchestrationInstanceCreatedEvent(id)
            {
                Name = line.Name!,
                InstanceId = JsonElement.Parse(line.Payload!).GetString()!,
            },
            "SubOrchestrationInstanceCompleted" => new SubOrchestrationInstanceCompletedEvent(-1, id, line.Payload!),
            "SubOrchestrationInstanceFailed" => new SubOrchestrationInstanceFailedEvent(-1, id, null, null, RecordedFailure.ReadChild(line.Failure!) is { } child ? Core(child) : null),
            "TimerCreated" => new TimerCreatedEvent(id) { FireAt = JsonElement.Parse(line.Payload!).GetDateTime() },
            "TimerFired" => new TimerFiredEvent(-1) { TimerId = id },
            "EventRaised" => new EventRaisedEvent(-1, line.Payload!) { Name = line.Name! },
            "EventSent" => new EventSentEvent(id) { Name = line.Name!, Input = line.Payload! },
            "ExecutionCompleted" => new ExecutionCompletedEvent(-1, line.Payload, OrchestrationStatus.Completed),
            "ExecutionFailed" => new ExecutionCompletedEvent(-1, null, OrchestrationStatus.Failed, Core(RecordedFailure.Read(line.Failure!))),
            "ExecutionTerminated" => new ExecutionTerminatedEvent(-1, line.Payload!),
            _ => throw new NotSupportedException($"The engine under the fakes wrote '{line.EventType}'."),
        };
        result.Timestamp = line.Timestamp.UtcDateTime;
        return result;
    }

    private static FailureDetails Core(TaskFailureDetails failure) => new(
        failure.ErrorType, failure.ErrorMessage, failure.StackTrace, failure.InnerFailure is { } inner ? Core(inner) : null, false);
}
