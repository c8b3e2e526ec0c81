namespace Workflows.Domain.Client;

/// <summary>What a start with an id that is taken does.</summary>
public enum InstanceIdReuse
{
    /// <summary>An ended instance is replaced; a live one makes the start answer <see cref="StartStatus.AlreadyExists"/>. The default of Durable Functions.</summary>
    ReplaceEnded,

    /// <summary>Whatever has the id, live or ended, stays, and the start answers <see cref="StartStatus.AlreadyExists"/>: an idempotent start.</summary>
    KeepExisting,
}
