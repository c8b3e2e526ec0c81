using Workflows.Domain.Agents;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Http.Contracts;

namespace Workflows.Http.Timelines;

/// <summary>A step while its history is read.</summary>
internal sealed class StepInProgress(HistoryEvent first, string kind)
{
    public const string Activity = "activity";
    public const string Orchestrator = "orchestrator";
    public const string Agent = "agent";
    public const string Timer = "timer";
    public const string Event = "event";
    public const string Gate = "gate";

    private readonly List<TimelineAttempt> _attempts = [];
    private StepInProgress? _pause;

    /// <summary>Number of the line that it began with.</summary>
    public int Sequence { get; } = first.Sequence;

    public string Kind { get; } = kind;

    /// <summary>Whether it is a sub-orchestration that is an agent.</summary>
    public bool IsAgent => Kind == Orchestrator && Name == AgentOrchestrator.Definition.Name;

    public string Name { get; } = first.Name ?? "";

    public bool IsSent { get; } = first.EventType == "EventSent";

    public DateTimeOffset StartedAt { get; } = first.Timestamp;

    public IReadOnlyList<TimelineAttempt> Attempts => _attempts;

    /// <summary>The input as JSON; of a sub-orchestration the last line that told of it.</summary>
    public string? Input { get; set; }

    /// <summary>The result as JSON.</summary>
    public string? Result { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public FailureDetails? Failure { get; private set; }

    /// <summary>When a timer is due, or the next attempt is made.</summary>
    public DateTimeOffset? FireAt { get; set; }

    /// <summary>Whether it waits for its next attempt.</summary>
    public bool IsPaused => _pause is not null;

    public void Attempt(DateTimeOffset at, string? input)
    {
        _attempts.Add(new TimelineAttempt(at.UtcDateTime, null, null));
        (_pause, EndedAt, Failure, FireAt, Input) = (null, null, null, null, input);
    }

    /// <summary>It failed, and a timer was started right then.</summary>
    public void Pause(StepInProgress timer) => (_pause, EndedAt, FireAt) = (timer, null, timer.FireAt);

    /// <summary>That timer fired.</summary>
    public void PauseIsOver(DateTimeOffset at) => _pause?.End(at, null, null);

    /// <summary>No other attempt was made after the pause: it ended with its last one.</summary>
    /// <returns>The timer, which was no pause.</returns>
    public StepInProgress GiveUp()
    {
        var timer = _pause ?? throw new InvalidOperationException("There is no pause.");
        (_pause, EndedAt) = (null, new DateTimeOffset(_attempts[^1].EndedAt!.Value, TimeSpan.Zero));
        return timer;
    }

    public void End(DateTimeOffset at, FailureDetails? failure, string? result)
    {
        (EndedAt, Failure, Result) = (at, failure, result);
        if (_attempts.Count > 0)
        {
            _attempts[^1] = _attempts[^1] with { EndedAt = at.UtcDateTime, Error = failure?.ErrorMessage };
        }
    }
}
