namespace Workflows.Domain.Gates;

/// <summary>Who may decide what at a gate, and until when.</summary>
public sealed record GateRules
{
    /// <summary>The allowed decisions.</summary>
    public IReadOnlyList<GateDecisionKind> Decisions { get; init; } = [GateDecisionKind.Approve, GateDecisionKind.Reject, GateDecisionKind.RequestChanges];

    /// <summary>Users who may decide; with no user and no role named, everybody who can reach the gate.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Roles whose members may decide.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>How many different people must approve, at least 1. Every other decision is taken by one.</summary>
    public int Quorum { get; init; } = 1;

    /// <summary>Who started the run; null when that is not known.</summary>
    public string? Requester { get; init; }

    /// <summary>Whether that one may decide, too.</summary>
    public bool RequesterMayDecide { get; init; }

    /// <summary>How long after the opening, and after each reminder, those who may decide are reminded; null for never.</summary>
    public TimeSpan? RemindEvery { get; init; }

    /// <summary>How long after its opening the gate waits; null for ever.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>What happens then.</summary>
    public GateDeadlineAction AtDeadline { get; init; } = GateDeadlineAction.Reject;

    /// <summary>Users who may decide, too, once it has escalated.</summary>
    public IReadOnlyList<string> EscalateTo { get; init; } = [];

    /// <summary>Names of the earlier steps to which a decision may send the run back.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];
}
