using System.Globalization;
using Microsoft.DurableTask.Client;
using Workflows.Domain.Client;
using EngineMetadata = Microsoft.DurableTask.Client.OrchestrationMetadata;
using EngineQuery = Microsoft.DurableTask.Client.OrchestrationQuery;
using PortQuery = Workflows.Domain.Client.OrchestrationQuery;

namespace Workflows.Functions.Client;

/// <summary>
/// Pages of instances, newest first. The store keeps them in the order of their ids and knows no filter by name, so a page reads what
/// the other filters let through, without payloads, and keeps the newest: memory for one page, time for all that match.
/// </summary>
internal sealed class InstanceList(DurableTaskClient client, FailureReader failures)
{
    private const int ScanPage = 1000;
    private const int ParallelReads = 8;

    /// <exception cref="ArgumentException">The continuation token or the page size is not valid.</exception>
    public async Task<OrchestrationPage> ReadAsync(PortQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.PageSize is < 1 or > 1000)
        {
            throw new ArgumentException($"The page size is {query.PageSize}; it must be 1 to 1000.", nameof(query));
        }

        var after = query.ContinuationToken is { } token ? Place.Parse(token) : null;
        var newest = await ScanAsync(query, after, cancellationToken);
        var page = newest.Take(query.PageSize).ToList();
        var next = newest.Count > page.Count ? Place.Of(page[^1]).ToString() : null;
        return new OrchestrationPage(query.FetchPayloads ? await WithPayloadsAsync(page, cancellationToken) : [.. page.Select(Instances.ToPort)], next);
    }

    /// <summary>The ids of all instances of a time and of some statuses.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(
        DateTimeOffset? from, DateTimeOffset? to, IReadOnlyList<Microsoft.DurableTask.Client.OrchestrationRuntimeStatus> statuses, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        await foreach (var found in client.GetAllInstancesAsync(new EngineQuery(from, to, statuses, PageSize: ScanPage)).WithCancellation(cancellationToken))
        {
            ids.Add(found.InstanceId);
        }

        return ids;
    }

    // One more than the page holds: whether there is a next one.
    private async Task<List<EngineMetadata>> ScanAsync(PortQuery query, Place? after, CancellationToken cancellationToken)
    {
        var kept = new PriorityQueue<EngineMetadata, Place>();
        var filter = new EngineQuery(
            query.CreatedFrom, query.CreatedTo, query.Statuses.Count > 0 ? Statuses.ToEngine(query.Statuses) : null,
            InstanceIdPrefix: query.InstanceIdPrefix, PageSize: ScanPage,
            // Labels are in inputs and custom statuses.
            FetchInputsAndOutputs: query.Search is not null);
        await foreach (var found in client.GetAllInstancesAsync(filter).WithCancellation(cancellationToken))
        {
            var place = Place.Of(found);
            if ((query.Name is null || string.Equals(query.Name, found.Name, StringComparison.OrdinalIgnoreCase))
                && (query.UpdatedFrom is null || found.LastUpdatedAt >= query.UpdatedFrom)
                && (query.UpdatedTo is null || found.LastUpdatedAt <= query.UpdatedTo)
                && (query.Search is null || Holds(found, query.Search))
                && (!query.TopLevelOnly || Instances.ToPort(found).ParentInstanceId is null)
                && (after is null || place.CompareTo(after) < 0))
            {
                kept.Enqueue(found, place);
                if (kept.Count > query.PageSize + 1)
                {
                    kept.Dequeue();
                }
            }
        }

        var oldestFirst = new List<EngineMetadata>(kept.Count);
        while (kept.TryDequeue(out var found, out _))
        {
            oldestFirst.Add(found);
        }

        oldestFirst.Reverse();
        return oldestFirst;
    }

    private static bool Holds(EngineMetadata found, string text) =>
        found.InstanceId.Contains(text, StringComparison.OrdinalIgnoreCase)
        || (InstanceLabel.OfInput(found.SerializedInput) ?? InstanceLabel.OfStatus(found.SerializedCustomStatus))?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    private async Task<IReadOnlyList<Domain.Client.OrchestrationMetadata>> WithPayloadsAsync(List<EngineMetadata> page, CancellationToken cancellationToken)
    {
        var whole = new Domain.Client.OrchestrationMetadata?[page.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, page.Count),
            new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken },
            async (i, stop) => whole[i] = await client.GetInstanceAsync(page[i].InstanceId, getInputsAndOutputs: true, stop) is { } found
                ? await failures.CompleteAsync(Instances.ToPort(found), stop)
                : null);
        // What was purged since then is no longer there.
        return [.. whole.OfType<Domain.Client.OrchestrationMetadata>()];
    }

    /// <summary>An instance's place in the list: its time, then its id.</summary>
    private sealed record Place(long Ticks, string Id) : IComparable<Place>
    {
        public static Place Of(EngineMetadata instance) => new(instance.CreatedAt.UtcTicks, instance.InstanceId);

        public static Place Parse(string token)
        {
            var end = token.IndexOf('_', StringComparison.Ordinal);
            return end > 0 && long.TryParse(token.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                ? new Place(ticks, Uri.UnescapeDataString(token[(end + 1)..]))
                : throw new ArgumentException("The continuation token is not one that a list gave.", nameof(token));
        }

        public int CompareTo(Place? other) => other is null ? 1
            : Ticks != other.Ticks ? Ticks.CompareTo(other.Ticks)
            : string.CompareOrdinal(Id, other.Id);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ticks}_{Uri.EscapeDataString(Id)}");
    }
}
