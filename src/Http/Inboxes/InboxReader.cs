using Workflows.Domain.Client;
using Workflows.Http.Contracts;
using Workflows.Http.Gates;
using Workflows.Http.Product;

namespace Workflows.Http.Inboxes;

/// <summary>
/// Reads what waits for a human, the most urgent first: what a deadline ends within a day, by its deadline; then what has escalated; then what
/// has waited longest. All that waits is looked at, the first of it is kept, and runs are read for that only.
/// </summary>
internal sealed class InboxReader(OrchestrationClient client, GateReader gates, TimeProvider time)
{
    /// <summary>A deadline is near from so long before it on.</summary>
    public static readonly TimeSpan Near = TimeSpan.FromHours(24);

    /// <summary>The most urgent of it.</summary>
    /// <param name="request">Whose links the items get.</param>
    /// <param name="runId">Only gates of this run; null for all.</param>
    /// <param name="top">Most items.</param>
    /// <param name="look">Is shown every gate that waits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Inbox> ReadAsync(ApiRequest request, string? runId, int top, Action<GateInstance>? look, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var total = 0;
        // The least urgent of those that are kept is the one that goes when a more urgent one comes.
        var kept = new PriorityQueue<GateInstance, Urgency>(Comparer<Urgency>.Create((one, other) => other.CompareTo(one)));
        await foreach (var gate in gates.ListAsync(openOnly: true, runId, cancellationToken))
        {
            total++;
            look?.Invoke(gate);
            kept.Enqueue(gate, Urgency.Of(gate, now));
            if (kept.Count > top)
            {
                kept.Dequeue();
            }
        }

        var items = new List<InboxItem>(kept.Count);
        while (kept.TryDequeue(out var gate, out _))
        {
            items.Add(await ItemAsync(request, gate, now, cancellationToken));
        }

        items.Reverse();
        return new Inbox(items, total);
    }

    private async Task<InboxItem> ItemAsync(ApiRequest request, GateInstance instance, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var gate = instance.Status!;
        var waiting = await client.GetInstanceAsync(gate.RunId, cancellationToken: cancellationToken) is { } found ? RunView.Whole(request, found) : null;
        var summary = GateView.Summary(request, instance);
        return new InboxItem
        {
            GateId = summary.GateId,
            RunId = summary.RunId,
            Workflow = summary.Workflow,
            Name = summary.Name,
            Round = summary.Round,
            Title = summary.Title,
            Summary = gate.Subject.Summary,
            Decisions = summary.Decisions,
            ContentHash = summary.ContentHash,
            OpenedAt = summary.OpenedAt,
            DeadlineAt = summary.DeadlineAt,
            Escalated = gate.Escalated,
            Approvals = summary.Approvals,
            Quorum = summary.Quorum,
            Changed = gate.Changed,
            WaitingSeconds = Math.Round(Math.Max(0, (now - gate.OpenedAt).TotalSeconds), 3),
            Blocks = waiting is null ? null : new BlockedRun(waiting.Label, waiting.Stage, waiting.Message, waiting.CreatedAt, waiting.ForkedFrom),
            Usage = waiting?.Usage,
            Url = summary.Url,
            RunUrl = waiting?.Url,
        };
    }

    private readonly record struct Urgency(int Band, DateTimeOffset By, string Id) : IComparable<Urgency>
    {
        public static Urgency Of(GateInstance gate, DateTimeOffset now) => gate.Status! switch
        {
            { DeadlineAt: { } deadline } when deadline <= now + Near => new Urgency(0, deadline, gate.Id),
            { Escalated: true } escalated => new Urgency(1, escalated.OpenedAt, gate.Id),
            var other => new Urgency(2, other.OpenedAt, gate.Id),
        };

        public int CompareTo(Urgency other) =>
            Band != other.Band ? Band.CompareTo(other.Band)
            : By != other.By ? By.CompareTo(other.By)
            : string.CompareOrdinal(Id, other.Id);
    }
}
