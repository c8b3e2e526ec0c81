using Workflows.Domain.GenerateTests;

namespace Workflows.Http.Contracts;

/// <summary>A gate that waits, with what it holds up.</summary>
public sealed record InboxItem
{
    /// <summary>The gate.</summary>
    public required string GateId { get; init; }

    /// <summary>The run that waits.</summary>
    public required string RunId { get; init; }

    /// <summary>The run's workflow.</summary>
    public required string Workflow { get; init; }

    /// <summary>Which gate of the workflow it is.</summary>
    public required string Name { get; init; }

    /// <summary>Which time it is asked, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>What is to be decided on, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>What happened, in a few lines of plain text.</summary>
    public required string Summary { get; init; }

    /// <summary>The decisions that it allows.</summary>
    public required IReadOnlyList<string> Decisions { get; init; }

    /// <summary>Hash of what it shows now; a decision must carry it.</summary>
    public required string ContentHash { get; init; }

    /// <summary>When it was opened (UTC).</summary>
    public required DateTime OpenedAt { get; init; }

    /// <summary>When it is over (UTC); null for never.</summary>
    public DateTime? DeadlineAt { get; init; }

    /// <summary>Whether it has escalated.</summary>
    public bool Escalated { get; init; }

    /// <summary>Approvals that count so far.</summary>
    public int Approvals { get; init; }

    /// <summary>Approvals that it needs.</summary>
    public int Quorum { get; init; }

    /// <summary>What changed since it was first shown: labels of the items.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>How long it has waited.</summary>
    public double WaitingSeconds { get; init; }

    /// <summary>The run that it holds up; null when that is gone.</summary>
    public BlockedRun? Blocks { get; init; }

    /// <summary>What the run has cost so far; null where that is not known.</summary>
    public ModelUsage? Usage { get; init; }

    /// <summary>Where all of the gate is told.</summary>
    public string? Url { get; init; }

    /// <summary>Where the run is told.</summary>
    public string? RunUrl { get; init; }
}
