namespace Workflows.Activities.Notifications;

/// <summary>The body that receivers get; <c>docs/notifications.md</c> describes it for them.</summary>
internal sealed record GateNotification
{
    /// <summary>Always <c>gate</c>: what else may come one day has another word.</summary>
    public string Type { get; init; } = "gate";

    /// <summary>Version of this form. New members come without a new version.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The same for every attempt, and in the header.</summary>
    public required string Delivery { get; init; }

    /// <summary>opened, reminder, escalated, changed or ended.</summary>
    public required string Kind { get; init; }

    public required string Run { get; init; }

    public required string Workflow { get; init; }

    /// <summary>The gate's id.</summary>
    public required string Gate { get; init; }

    /// <summary>Which gate of the workflow it is.</summary>
    public required string Name { get; init; }

    public required int Round { get; init; }

    /// <summary>open, decided or expired.</summary>
    public required string State { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyList<NotifiedItem> Items { get; init; }

    /// <summary>What a decision must carry.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Labels of what changed since it was first shown.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    public required IReadOnlyList<string> Decisions { get; init; }

    public required int Quorum { get; init; }

    public required int Approvals { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? DeadlineAt { get; init; }

    /// <summary>Where programs read all of it; null while the host's address is not known.</summary>
    public Uri? Url { get; init; }

    public required IReadOnlyList<NotifiedApprover> Approvers { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public required IReadOnlyList<string> Commands { get; init; }
}
