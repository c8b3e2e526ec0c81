namespace Workflows.Domain.Client;

/// <summary>What became of a start.</summary>
public enum StartStatus
{
    /// <summary>A new instance was accepted and is durable.</summary>
    Started,

    /// <summary>The id is taken; nothing was changed.</summary>
    AlreadyExists,

    /// <summary>No orchestrator of that name is registered with the host; nothing was changed.</summary>
    UnknownOrchestrator,
}
