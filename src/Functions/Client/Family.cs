using System.Runtime.CompilerServices;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;
using Workflows.Functions.Orchestration;

namespace Workflows.Functions.Client;

/// <summary>
/// The sub-orchestrations of an instance. Azure Storage neither ends nor purges them with their parent, so they are looked up: by
/// their ids, which begin with the parent's, and by its history, which names those that were given an id.
/// </summary>
internal sealed class Family(DurableTaskClient client)
{
    /// <summary>All that are below an instance, parents before their children.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="belongs">Whether a child counts; nobody asks what is below one that does not.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async IAsyncEnumerable<string> BelowAsync(
        string instanceId, Func<string, Task<bool>> belongs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { instanceId };
        var open = new Queue<string>(known);
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in await ChildrenAsync(parent, cancellationToken))
            {
                if (known.Add(child) && await belongs(child))
                {
                    open.Enqueue(child);
                    yield return child;
                }
            }
        }
    }

    private async Task<IReadOnlyList<string>> ChildrenAsync(string parent, CancellationToken cancellationToken)
    {
        var children = new List<string>();
        await foreach (var found in client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: ChildId.Prefix(parent))).WithCancellation(cancellationToken))
        {
            if (ChildId.ParentOf(found.InstanceId) == parent)
            {
                children.Add(found.InstanceId);
            }
        }

        try
        {
            var history = await client.GetOrchestrationHistoryAsync(parent, cancellationToken);
            children.AddRange(history.OfType<SubOrchestrationInstanceCreatedEvent>().Select(created => created.InstanceId));
        }
        catch (Exception exception) when (exception is NotSupportedException or NotImplementedException or ArgumentException)
        {
            // A backend that tells no histories, or an instance that has gone: what the ids tell is all.
        }

        return children;
    }
}
