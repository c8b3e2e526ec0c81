using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Forks;

/// <summary>
/// Reads by name what a run has stored, or what the run that it was forked from stored before they parted. Only for names that the run's own
/// history vouches for: what the other run stored since then is not the fork's.
/// </summary>
internal sealed class ForkedArtifacts(IArtifactStore artifacts, ForkReader forks)
{
    private const int MostOrigins = 50;

    /// <summary>The content; null where neither run has it.</summary>
    public async Task<byte[]?> ReadAsync(string runId, string name, CancellationToken cancellationToken)
    {
        var from = runId;
        for (var generation = 0; generation < MostOrigins; generation++)
        {
            if (await artifacts.ReadAsync(from, name, cancellationToken) is { } content)
            {
                return content;
            }

            if (await forks.ReadAsync(from, cancellationToken) is not { } fork)
            {
                return null;
            }

            from = fork.Origin;
        }

        return null;
    }
}
