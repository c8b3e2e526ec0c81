namespace Workflows.Activities.SourceControl;

/// <summary>The repository cannot be used right now: it does not answer, lets nobody in, or refuses the push. The message says which and what to do; trying again may help.</summary>
public sealed class SourceControlException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether its host does not answer, or is too busy, which passes by itself. What it refuses does not.</summary>
    public bool IsUnreachable { get; init; }

    /// <summary>Whether git did not end in time. Only of a call over the network does that say something about the host.</summary>
    internal bool IsTimeout { get; init; }
}
