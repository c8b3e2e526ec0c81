using System.Collections.Concurrent;
using System.Text.Json;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Forks;

namespace Workflows.Activities.Forks;

/// <summary>Reads what is different in a run.</summary>
internal sealed class ForkReader(IArtifactStore artifacts)
{
    private const int MostKnown = 4_096;

    // Runs that are no forks, and never become one: the id of a fork is made when it is forked. Every question of every run asks here.
    private readonly ConcurrentDictionary<string, bool> _plain = new(StringComparer.Ordinal);

    /// <summary>What is different; null for a run that is no fork.</summary>
    public async Task<ForkOverlay?> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        if (_plain.ContainsKey(runId))
        {
            return null;
        }

        if (await artifacts.ReadAsync(runId, ForkOverlay.ArtifactName, cancellationToken) is { } bytes)
        {
            return JsonSerializer.Deserialize(bytes, ForkJson.Default.ForkOverlay);
        }

        if (_plain.Count >= MostKnown)
        {
            _plain.Clear();
        }

        _plain[runId] = true;
        return null;
    }
}
