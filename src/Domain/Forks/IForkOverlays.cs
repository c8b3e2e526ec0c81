namespace Workflows.Domain.Forks;

/// <summary>Keeps what is to be different in forks, and puts on record who wanted it.</summary>
public interface IForkOverlays
{
    /// <summary>Stores what is different in a fork that is about to begin, and records it.</summary>
    Task WriteAsync(string runId, ForkOverlay overlay, CancellationToken cancellationToken);

    /// <summary>The fork did not begin: what was stored is deleted, and it is recorded why.</summary>
    Task WithdrawAsync(string runId, string reason, CancellationToken cancellationToken);

    /// <summary>What is different in a run; null for one that is no fork.</summary>
    Task<ForkOverlay?> ReadAsync(string runId, CancellationToken cancellationToken);
}
