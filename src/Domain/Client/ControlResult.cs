namespace Workflows.Domain.Client;

/// <summary>What became of a request to change an instance. Anything but <see cref="Accepted"/> changed nothing.</summary>
public enum ControlResult
{
    /// <summary>Accepted and durable.</summary>
    Accepted,

    /// <summary>There is no such instance.</summary>
    NotFound,

    /// <summary>The instance has ended.</summary>
    AlreadyEnded,

    /// <summary>The instance is not in a state that allows it: a rewind needs a failed one, a purge or a restart under the same id an ended one.</summary>
    InvalidState,

    /// <summary>Forks of the instance have not ended, and they need what is stored of it.</summary>
    HasForks,
}
