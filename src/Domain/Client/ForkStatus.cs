namespace Workflows.Domain.Client;

/// <summary>What became of a request for a fork. Anything but <see cref="Forked"/> changed nothing.</summary>
public enum ForkStatus
{
    /// <summary>The fork is durable.</summary>
    Forked,

    /// <summary>There is no such instance.</summary>
    NotFound,

    /// <summary>The id of the fork is taken.</summary>
    AlreadyExists,

    /// <summary>The step is not in the history of the instance any more.</summary>
    StepIsGone,

    /// <summary>A fork from there could not go on.</summary>
    Refused,

    /// <summary>The engine cannot fork.</summary>
    NotSupported,
}
