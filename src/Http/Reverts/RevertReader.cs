using Workflows.Domain.Client;
using Workflows.Domain.SourceControl;

namespace Workflows.Http.Reverts;

/// <summary>Finds the revert of a run. Whoever asks has seen the run: its id, and with it the owner, comes from the store.</summary>
internal sealed class RevertReader(OrchestrationClient hub)
{
    /// <summary>The revert, or null when nobody has asked for one.</summary>
    public async Task<RevertInstance?> FindAsync(string runId, CancellationToken cancellationToken) =>
        RevertInstance.From(await hub.GetInstanceAsync(RevertInput.IdOf(runId), cancellationToken: cancellationToken));
}
