using Workflows.Domain.GenerateTests;

namespace Workflows.Http.Contracts;

/// <summary>What happened over a time, and what waits at its end. Lists are bounded; <see cref="Counts"/> are not.</summary>
public sealed record Digest
{
    /// <summary>From then on (UTC).</summary>
    public required DateTime Since { get; init; }

    /// <summary>Until then (UTC).</summary>
    public required DateTime Until { get; init; }

    /// <summary>Runs that ended with a result that nobody has rejected.</summary>
    public required IReadOnlyList<RunSummary> Finished { get; init; }

    /// <summary>Runs that failed.</summary>
    public required IReadOnlyList<RunSummary> Failed { get; init; }

    /// <summary>Runs that a human, or the deadline of a gate, has rejected.</summary>
    public required IReadOnlyList<RunSummary> Rejected { get; init; }

    /// <summary>Runs that an operator has ended.</summary>
    public required IReadOnlyList<RunSummary> Terminated { get; init; }

    /// <summary>What waits for a human now, the most urgent first.</summary>
    public required IReadOnlyList<InboxItem> Waiting { get; init; }

    /// <summary>Runs that are at work or paused now, and wait for nobody.</summary>
    public required IReadOnlyList<RunSummary> Running { get; init; }

    /// <summary>How many there are of each.</summary>
    public required DigestCounts Counts { get; init; }

    /// <summary>What the model calls used: of the runs that ended in this time, and of the newest 100 that live and changed in it, each with all that it has used.</summary>
    public required ModelUsage Spent { get; init; }

    /// <summary>Decisions that count, the last first.</summary>
    public required IReadOnlyList<DigestDecision> Decisions { get; init; }

    /// <summary>Commits, the last first.</summary>
    public required IReadOnlyList<DigestCommit> Commits { get; init; }

    /// <summary>What somebody should look at.</summary>
    public required IReadOnlyList<DigestRisk> Risks { get; init; }

    /// <summary>Whether so much happened that only the newest of it was read: then the counts tell of that, too.</summary>
    public bool Truncated { get; init; }
}
