using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Client;

/// <summary>What a client sees of an instance. The payloads are JSON texts, null unless they were asked for.</summary>
public sealed record OrchestrationMetadata
{
    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Name of its orchestrator.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When it was accepted (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed (UTC).</summary>
    public required DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>Instance id of the parent; null for a top-level instance.</summary>
    public string? ParentInstanceId { get; init; }

    /// <summary>Where it was forked from; null for one that was not.</summary>
    public ForkedFrom? ForkedFrom { get; init; }

    /// <summary>The input as JSON.</summary>
    public string? Input { get; init; }

    /// <summary>The output of a completed instance as JSON, or the reason that a terminated one was given.</summary>
    public string? Output { get; init; }

    /// <summary>The custom status as JSON.</summary>
    public string? CustomStatus { get; init; }

    /// <summary>Why a failed instance failed.</summary>
    public FailureDetails? Failure { get; init; }

    /// <summary>Completed, failed or terminated.</summary>
    public bool IsEnded => RuntimeStatus is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}
