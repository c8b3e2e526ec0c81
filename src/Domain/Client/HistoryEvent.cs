using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Client;

/// <summary>One line of an instance's history.</summary>
/// <param name="Sequence">Its number; the first is 0.</param>
/// <param name="EventType">ExecutionStarted, TaskScheduled, TaskCompleted, TaskFailed, TimerCreated, TimerFired, EventRaised, …: the words of Durable Task.</param>
/// <param name="Timestamp">When it happened (UTC).</param>
/// <param name="Name">The activity, orchestrator or event that it is about.</param>
/// <param name="TaskId">The task that it belongs to.</param>
/// <param name="Payload">Input or result as JSON.</param>
/// <param name="Failure">The failure of a failed task or execution.</param>
public sealed record HistoryEvent(
    int Sequence, string EventType, DateTimeOffset Timestamp, string? Name = null, int? TaskId = null, string? Payload = null, FailureDetails? Failure = null);
