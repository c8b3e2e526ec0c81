using Workflows.Domain.Client;
using Workflows.Http.Product;

namespace Workflows.Http.Live;

/// <summary>Tells of the runs on the first page of a list whenever one of them changes or a new one comes. The filters are those of the list.</summary>
internal sealed class ListEventsHandler(OrchestrationClient client, LiveAnswer live, TimeProvider time)
{
    // Above it, one read of the page with its payloads is cheaper than a read for each.
    private const int MostSingleReads = 8;

    // It is read anew for every change, for as long as somebody listens.
    private const int MostOnPage = 100;

    public Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var reader = new QueryReader(request);
        var query = RunQuery.From(reader) with { ContinuationToken = null };
        query = query with { PageSize = Math.Min(query.PageSize, MostOnPage) };
        return Task.FromResult(reader.Problem is { } problem
            ? ApiResponse.Problem(400, "Bad query", problem)
            : live.Of("/" + WorkflowsRoutes.Events, (events, gone) => TellAsync(request, query, events, gone)));
    }

    private async Task TellAsync(ApiRequest request, OrchestrationQuery query, EventStream events, CancellationToken gone)
    {
        var shown = new Dictionary<string, OrchestrationMetadata>(StringComparer.Ordinal);
        var mark = await client.WaitForAnyChangeAsync(null, gone);
        while (true)
        {
            // Only what is small is kept of each run: a page of them stays in memory for as long as somebody listens.
            var page = await client.QueryAsync(query with { FetchPayloads = false }, gone);
            foreach (var instance in await ChangedAsync(query, page, shown, gone))
            {
                await RunEventsHandler.SendAsync(events, request, instance, gone);
            }

            foreach (var left in shown.Keys.Except(page.Instances.Select(instance => instance.InstanceId)).ToList())
            {
                // One that newer ones have pushed off the page is still there; a page that shows it may go on showing it.
                if (page.ContinuationToken is null || shown[left].CreatedAt > page.Instances[^1].CreatedAt)
                {
                    await RunEventsHandler.SendGoneAsync(events, left, gone);
                }

                shown.Remove(left);
            }

            foreach (var instance in page.Instances)
            {
                shown[instance.InstanceId] = instance;
            }

            await Task.Delay(LiveAnswer.LeastPause, time, gone);
            mark = await events.BeatWhileAsync(client.WaitForAnyChangeAsync(mark, gone), gone);
        }
    }

    /// <summary>What is new or has changed, with payloads, the oldest first: whoever puts each on top of a list ends with the list's order.</summary>
    private async Task<IReadOnlyList<OrchestrationMetadata>> ChangedAsync(
        OrchestrationQuery query, OrchestrationPage page, Dictionary<string, OrchestrationMetadata> shown, CancellationToken cancellationToken)
    {
        var changed = page.Instances
            .Where(instance => !shown.TryGetValue(instance.InstanceId, out var before) || before.LastUpdatedAt != instance.LastUpdatedAt)
            .Select(instance => instance.InstanceId)
            .Reverse()
            .ToList();
        if (changed.Count > MostSingleReads)
        {
            var whole = await client.QueryAsync(query with { FetchPayloads = true }, cancellationToken);
            return [.. whole.Instances.Reverse().Where(instance => changed.Contains(instance.InstanceId))];
        }

        var found = new List<OrchestrationMetadata>(changed.Count);
        foreach (var id in changed)
        {
            // One that was purged this moment is told of as gone the next time.
            if (await client.GetInstanceAsync(id, cancellationToken: cancellationToken) is { } instance)
            {
                found.Add(instance);
            }
        }

        return found;
    }
}
