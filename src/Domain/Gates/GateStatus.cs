namespace Workflows.Domain.Gates;

/// <summary>The custom status of a gate: all that channels need to show it and to take a decision.</summary>
public sealed record GateStatus
{
    /// <summary>The run that waits.</summary>
    public required string RunId { get; init; }

    /// <summary>Its orchestrator.</summary>
    public required string Workflow { get; init; }

    /// <summary>Which gate of the workflow it is.</summary>
    public required string Name { get; init; }

    /// <summary>Which time it is asked, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>Where it stands.</summary>
    public required GateState State { get; init; }

    /// <summary>What is to be decided on, as it is now.</summary>
    public required GateSubject Subject { get; init; }

    /// <summary>Hash of that; a decision must carry it.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Who may decide what.</summary>
    public required GateRules Rules { get; init; }

    /// <summary>When it was opened (UTC).</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it is over (UTC); null for never.</summary>
    public DateTimeOffset? DeadlineAt { get; init; }

    /// <summary>Whether it has escalated.</summary>
    public bool Escalated { get; init; }

    /// <summary>Approvals that count so far, and the decision that ended it.</summary>
    public IReadOnlyList<GateDecision> Taken { get; init; } = [];

    /// <summary>The last decisions that did not count, with why; at most 10.</summary>
    public IReadOnlyList<VoidDecision> Void { get; init; } = [];

    /// <summary>What changed since it was first shown: labels of the items.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];
}
