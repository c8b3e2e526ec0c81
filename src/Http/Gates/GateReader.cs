using System.Runtime.CompilerServices;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;

namespace Workflows.Http.Gates;

/// <summary>Finds gates.</summary>
internal sealed class GateReader(OrchestrationClient client)
{
    private const int PageSize = 500;
    private const int LongestId = 400;

    private static readonly OrchestrationRuntimeStatus[] Waiting =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    /// <summary>The gate, or null when there is none of that id.</summary>
    public async Task<GateInstance?> FindAsync(string gateId, CancellationToken cancellationToken) =>
        gateId.Length is 0 or > LongestId ? null : GateInstance.From(await client.GetInstanceAsync(gateId, cancellationToken: cancellationToken));

    /// <summary>Gates that have something to show, newest first.</summary>
    public async IAsyncEnumerable<GateInstance> ListAsync(bool openOnly, string? runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new OrchestrationQuery
        {
            Name = GateOrchestrator.Definition.Name,
            Statuses = openOnly ? Waiting : [],
            InstanceIdPrefix = runId is null ? null : runId + ":",
            PageSize = PageSize,
            FetchPayloads = true,
        };
        do
        {
            var page = await client.QueryAsync(query, cancellationToken);
            foreach (var gate in page.Instances.Select(GateInstance.From))
            {
                if (gate is { Status: not null } && (gate.IsOpen || !openOnly))
                {
                    yield return gate;
                }
            }

            query = query with { ContinuationToken = page.ContinuationToken };
        }
        while (query.ContinuationToken is not null);
    }
}
