namespace Workflows.Http.Contracts;

/// <summary>One thing that a run did or waited for. The attempts of one call are one step.</summary>
public sealed record TimelineStep
{
    /// <summary>Its id within the timeline; it stays the same as the run goes on.</summary>
    public required string Id { get; init; }

    /// <summary>activity, orchestrator, agent, timer, event, gate or suspended.</summary>
    public required string Kind { get; init; }

    /// <summary>The activity, orchestrator or event.</summary>
    public required string Name { get; init; }

    /// <summary>The same for people.</summary>
    public required string Title { get; init; }

    /// <summary>running; waiting (for a human, a time, its next attempt); done; failed; or stopped, when the run ended before it did.</summary>
    public required string State { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>When it ended (UTC); null while it goes on.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>How long it took, or has taken so far.</summary>
    public required double Seconds { get; init; }

    /// <summary>Each attempt of an activity or a sub-orchestration; empty for what is not attempted.</summary>
    public IReadOnlyList<TimelineAttempt> Attempts { get; init; } = [];

    /// <summary>The round that it belongs to, from 1; null where there are none.</summary>
    public int? Round { get; init; }

    /// <summary>The instance that it started; null for none.</summary>
    public string? ChildId { get; init; }

    /// <summary>What it waits for, for people; null when it does not wait.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>What came of it, in one short line; null while that is not known, and where there is nothing to say.</summary>
    public string? Summary { get; init; }

    /// <summary>Names of the run's artifacts that its result refers to; null for none.</summary>
    public IReadOnlyList<string>? Artifacts { get; init; }

    /// <summary>The run whose artifacts those are, where it is another one: the run that a part belongs to, or the one that a fork has the step from.</summary>
    public string? ArtifactsRunId { get; init; }

    /// <summary>What to name it by when the run is to be forked from here; null where it cannot be.</summary>
    public string? Forkable { get; init; }
}
