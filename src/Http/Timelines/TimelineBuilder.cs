using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;

namespace Workflows.Http.Timelines;

/// <summary>
/// Puts the lines of a history together to steps. A policy's retries are calls of their own there, with a timer in between; here they
/// are the attempts of one step.
/// </summary>
internal sealed class TimelineBuilder
{
    private readonly List<StepInProgress> _steps = [];
    private readonly Dictionary<int, StepInProgress> _open = [];
    private readonly List<StepInProgress> _due = [];

    private TimelineBuilder()
    {
    }

    /// <summary>The steps in the order in which they began.</summary>
    public static IReadOnlyList<StepInProgress> Build(IReadOnlyList<HistoryEvent> history)
    {
        var builder = new TimelineBuilder();
        HistoryEvent? before = null;
        foreach (var line in history)
        {
            builder.Take(line, before);
            before = line;
        }

        return [.. builder._steps.OrderBy(step => step.Sequence)];
    }

    private void Take(HistoryEvent line, HistoryEvent? before)
    {
        // The answer to a pause that is over stands among the decisions right behind it; without one there is no other attempt.
        if ((IsIncoming(line) && before is not null && !IsIncoming(before)) || line.EventType.StartsWith("Execution", StringComparison.Ordinal))
        {
            // What looked like a pause was a wait of its own.
            _steps.AddRange(_due.Select(step => step.GiveUp()));
            _due.Clear();
        }

        switch (line.EventType)
        {
            case "TaskScheduled":
                Begin(line, StepInProgress.Activity, line.Payload);
                break;
            case "SubOrchestrationInstanceCreated":
                Begin(line, line.Name == GateOrchestrator.Definition.Name ? StepInProgress.Gate : StepInProgress.Orchestrator, line.Payload);
                break;
            case "TimerCreated" when IsPause(before) is { } failed:
                failed.Pause(new StepInProgress(line, StepInProgress.Timer) { FireAt = TimeOf(line.Payload) });
                Open(line, failed);
                break;
            case "TimerCreated":
                Open(line, Add(new StepInProgress(line, StepInProgress.Timer) { FireAt = TimeOf(line.Payload) }));
                break;
            case "TaskCompleted" or "SubOrchestrationInstanceCompleted" or "TaskFailed" or "SubOrchestrationInstanceFailed" or "TimerFired":
                End(line);
                break;
            case "EventRaised" or "EventSent":
                Add(new StepInProgress(line, StepInProgress.Event)).End(line.Timestamp, null, null);
                break;
        }
    }

    private void Begin(HistoryEvent line, string kind, string? input)
    {
        // Two calls that are made side by side may look alike; the one that has waited longest is made again first.
        var again = _steps.Find(step => step.IsPaused && step.Kind == kind && step.Name == line.Name && (step.Input == input || kind != StepInProgress.Activity));
        var step = again ?? Add(new StepInProgress(line, kind) { Input = input });
        _due.Remove(step);
        step.Attempt(line.Timestamp, input);
        Open(line, step);
    }

    private void End(HistoryEvent line)
    {
        if (line.TaskId is not { } task || !_open.Remove(task, out var step))
        {
            return;
        }

        if (line.EventType == "TimerFired" && step.Kind != StepInProgress.Timer)
        {
            step.PauseIsOver(line.Timestamp);
            _due.Add(step);
            return;
        }

        step.End(line.Timestamp, line.Failure, line.Payload);
    }

    // The wait before another attempt is made in the very turn that heard of the failure.
    private StepInProgress? IsPause(HistoryEvent? before) => before?.EventType is "TaskFailed" or "SubOrchestrationInstanceFailed"
        ? _steps.FindLast(step => step.EndedAt == before.Timestamp && step.Failure is not null && ReferenceEquals(step.Failure, before.Failure))
        : null;

    private static bool IsIncoming(HistoryEvent line) => line.EventType is
        "TaskCompleted" or "TaskFailed" or "SubOrchestrationInstanceCompleted" or "SubOrchestrationInstanceFailed" or "TimerFired" or "EventRaised";

    private StepInProgress Add(StepInProgress step)
    {
        _steps.Add(step);
        return step;
    }

    private void Open(HistoryEvent line, StepInProgress step)
    {
        if (line.TaskId is { } task)
        {
            _open[task] = step;
        }
    }

    private static DateTimeOffset? TimeOf(string? json)
    {
        try
        {
            return json is not null && JsonDocument.Parse(json).RootElement.TryGetDateTimeOffset(out var time) ? time : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
