using Workflows.Domain.Client;
using Workflows.Http.Contracts;

namespace Workflows.Http.Forks;

/// <summary>Tells for lists of gates which runs are forks: the gate itself does not know.</summary>
/// <param name="client">Where the runs are; null on a host that forks none, so that none is looked up.</param>
internal sealed class ForkOrigins(OrchestrationClient? client)
{
    /// <summary>The gates with what their runs were forked from.</summary>
    public async Task<IReadOnlyList<GateSummary>> TellAsync(IReadOnlyList<GateSummary> gates, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, RunFork?>(StringComparer.Ordinal);
        var told = new List<GateSummary>(gates.Count);
        foreach (var gate in gates)
        {
            if (!known.TryGetValue(gate.RunId, out var origin))
            {
                origin = known[gate.RunId] = await OfAsync(gate.RunId, cancellationToken);
            }

            told.Add(gate with { ForkedFrom = origin });
        }

        return told;
    }

    private async Task<RunFork?> OfAsync(string runId, CancellationToken cancellationToken) =>
        client is not null && await client.GetInstanceAsync(runId, fetchPayloads: false, cancellationToken) is { ForkedFrom: { } origin }
            ? new RunFork(origin.InstanceId, origin.Step) : null;
}
