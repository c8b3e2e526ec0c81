namespace Workflows.Domain.Client;

/// <summary>Which instances to list, newest first. Everything that is not set is not asked for.</summary>
public sealed record OrchestrationQuery
{
    /// <summary>Only these statuses.</summary>
    public IReadOnlyList<OrchestrationRuntimeStatus> Statuses { get; init; } = [];

    /// <summary>Only instances of this orchestrator.</summary>
    public string? Name { get; init; }

    /// <summary>Created at this time or later.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Created at this time or earlier.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>Ended at this time or later, or changed since then; asked for with <see cref="Statuses"/> that are ends, this is fast.</summary>
    public DateTimeOffset? UpdatedFrom { get; init; }

    /// <summary>Last changed at this time or earlier.</summary>
    public DateTimeOffset? UpdatedTo { get; init; }

    /// <summary>Only those whose id or label (see <see cref="InstanceLabel"/>) holds this; the case of ASCII letters does not matter.</summary>
    public string? Search { get; init; }

    /// <summary>Only ids that begin with this.</summary>
    public string? InstanceIdPrefix { get; init; }

    /// <summary>Leaves out sub-orchestrations.</summary>
    public bool TopLevelOnly { get; init; }

    /// <summary>Most instances on a page, 1 to 1000.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Whether inputs, outputs and custom statuses are read too.</summary>
    public bool FetchPayloads { get; init; }

    /// <summary>Where the page before ended.</summary>
    public string? ContinuationToken { get; init; }
}
