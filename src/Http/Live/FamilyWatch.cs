using Workflows.Domain.Client;

namespace Workflows.Http.Live;

/// <summary>Waits for changes of a run, and of the agents and gates that it has started: the run itself is told of these at their end only.</summary>
internal sealed class FamilyWatch(OrchestrationClient client, TimeProvider time)
{
    /// <summary>Children are looked for at most this often: any change of the hub may be one of theirs.</summary>
    public static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(1);

    // More than a run has at the same time.
    private const int MostChildren = 50;

    private static readonly OrchestrationRuntimeStatus[] Live =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.ContinuedAsNew];

    private readonly Dictionary<string, DateTimeOffset> _known = new(StringComparer.Ordinal);
    private long? _mark;

    /// <summary>Waits until the run differs from what was last seen, or one of its children does.</summary>
    /// <returns>Whether it was a child, with the time of its change; otherwise the run, which is null when it is gone.</returns>
    public async Task<(OrchestrationMetadata? Run, DateTimeOffset? Children)> ChangedAsync(OrchestrationMetadata seen, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var own = client.WaitForChangeAsync(seen.InstanceId, seen.LastUpdatedAt, enough.Token);
        var children = ChildChangedAsync(seen.InstanceId, enough.Token);
        var first = await Task.WhenAny(own, children);
        await enough.CancelAsync();
        try
        {
            // What is given up is waited for, so that nothing of it goes on behind the listener's back.
            await Task.WhenAll(own, children);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && first.IsCompletedSuccessfully)
        {
            // The other one.
        }

        return first == own ? (await own, null) : (seen, await children);
    }

    private async Task<DateTimeOffset> ChildChangedAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The mark before the look: what happens after it lets the next wait pass.
            _mark = await client.WaitForAnyChangeAsync(_mark, cancellationToken);
            if (await ChildrenAsync(id, cancellationToken) is { } changed)
            {
                return changed;
            }

            await Task.Delay(LeastPause, time, cancellationToken);
        }
    }

    private async Task<DateTimeOffset?> ChildrenAsync(string id, CancellationToken cancellationToken)
    {
        // A child's id begins with its parent's in every workflow: a prefix finds them without a look at all instances.
        var page = await client.QueryAsync(
            new OrchestrationQuery { InstanceIdPrefix = id + ":", Statuses = Live, PageSize = MostChildren }, cancellationToken);
        DateTimeOffset? last = null;
        foreach (var child in page.Instances.Where(child => !_known.TryGetValue(child.InstanceId, out var at) || at != child.LastUpdatedAt))
        {
            _known[child.InstanceId] = child.LastUpdatedAt;
            last = last > child.LastUpdatedAt ? last : child.LastUpdatedAt;
        }

        return last;
    }
}
