using System.Collections.Concurrent;
using Workflows.Domain.Client;
using PortQuery = Workflows.Domain.Client.OrchestrationQuery;

namespace Workflows.Functions.Tests.Fakes;

/// <summary>
/// The engine under the fakes purges ended children with their parent; Durable Functions leaves them. These are those that went too
/// soon, and that must be there until they are purged themselves.
/// </summary>
internal sealed class PurgedChildren(OrchestrationClient engine)
{
    private readonly ConcurrentDictionary<string, (OrchestrationMetadata Instance, IReadOnlyList<HistoryEvent> History)> _left = new(StringComparer.Ordinal);

    public (OrchestrationMetadata Instance, IReadOnlyList<HistoryEvent> History)? Find(string id) => _left.TryGetValue(id, out var found) ? found : null;

    public IEnumerable<OrchestrationMetadata> All => _left.Values.Select(left => left.Instance);

    public bool Remove(string id) => _left.TryRemove(id, out _);

    /// <summary>Purges an instance and keeps those below it.</summary>
    public async Task PurgeAsync(string id, CancellationToken cancellationToken)
    {
        var all = await AllAsync(engine, cancellationToken);
        var open = new Queue<string>([id]);
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in all.Where(other => other.ParentInstanceId == parent && other.IsEnded))
            {
                _left[child.InstanceId] = (child, await engine.GetHistoryAsync(child.InstanceId, cancellationToken) ?? []);
                open.Enqueue(child.InstanceId);
            }
        }

        await engine.PurgeAsync(id, cancellationToken);
    }

    public static async Task<IReadOnlyList<OrchestrationMetadata>> AllAsync(OrchestrationClient engine, CancellationToken cancellationToken)
    {
        var all = new List<OrchestrationMetadata>();
        var query = new PortQuery { FetchPayloads = true, PageSize = 1000 };
        do
        {
            var page = await engine.QueryAsync(query, cancellationToken);
            all.AddRange(page.Instances);
            query = query with { ContinuationToken = page.ContinuationToken };
        }
        while (query.ContinuationToken is not null);

        return all;
    }
}
