using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Serialization;
using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>
/// Makes a new instance of the first part of another one's history. What had ended by then is taken over; what was under way the fork asks for
/// again, as after a restart. All of it is one write: there is a whole fork or none.
/// </summary>
internal sealed class Fork(HubTransaction transaction, HubEffects effects, ForkOptions options, long now)
{
    private string _origin = "";

    public ForkResult Make(string instanceId)
    {
        if (transaction.Find(instanceId) is not { } root)
        {
            return new ForkResult(ForkStatus.NotFound, $"There is no instance '{instanceId}'.");
        }

        if (root.Header.Parent is { } parent)
        {
            return new ForkResult(ForkStatus.Refused, $"'{instanceId}' is a part of '{parent.Id}' and cannot go on alone: fork that one.");
        }

        if (transaction.Find(options.InstanceId) is not null)
        {
            return new ForkResult(ForkStatus.AlreadyExists, $"There is an instance '{options.InstanceId}' already.");
        }

        _origin = instanceId;
        if (Cut(root) is not { } cuts)
        {
            return new ForkResult(ForkStatus.StepIsGone, $"The step '{options.Step}' is not in the history of '{instanceId}' any more: it was rewound, restarted or purged, or has continued as new.");
        }

        if (Foreign(cuts) is { } foreign)
        {
            return new ForkResult(ForkStatus.Refused,
                $"'{foreign}' was under way then, and its id does not begin with '{instanceId}:', so the fork would need the same id. Fork from before it was started, or from behind its end.");
        }

        Write(cuts);
        return new ForkResult(ForkStatus.Forked);
    }

    // From the root down: each but the last is cut behind the start of the next.
    private List<ForkCut>? Cut(InstanceState root)
    {
        List<ForkCut> cuts = [];
        var instance = root;
        foreach (var line in options.Path)
        {
            if (cuts.Count > 0)
            {
                var start = cuts[^1].Kept.Last(row => row.Kind == HistoryKind.SubOrchestrationInstanceCreated && row.Sequence == options.Path[cuts.Count - 1].Sequence);
                if (transaction.Find(ForkCut.ChildId(start)) is not { } child || !child.IsChildOf(instance.Key, instance.Header.Execution, start.Task))
                {
                    return null;
                }

                instance = child;
            }

            var isLast = cuts.Count == options.Path.Count - 1;
            var history = transaction.History(instance.Key);
            var cut = isLast ? ForkCut.Before(instance, history, line)
                : line.EventType == nameof(HistoryKind.SubOrchestrationInstanceCreated) ? ForkCut.Behind(instance, history, line) : null;
            if (cut is null)
            {
                return null;
            }

            cuts.Add(cut);
        }

        return cuts.Count > 0 ? cuts : null;
    }

    private string? Foreign(List<ForkCut> cuts) =>
        cuts.SelectMany(cut => cut.Children()).Where(child => !child.Answered && !IsOwn(child.Id)).Select(child => child.Id).FirstOrDefault();

    private void Write(List<ForkCut> cuts)
    {
        var parent = default(InstanceHeader);
        for (var depth = 0; depth < cuts.Count; depth++)
        {
            var cut = cuts[depth];
            if (depth > 0 && cut.Kept.Count == 0 && !transaction.HasContinued(cut.Instance.Key))
            {
                // It begins at its beginning, and its parent starts it.
                return;
            }

            var header = Insert(cut, parent);
            if (cut.Moment is { } moment)
            {
                transaction.Post(header.Key, new InboxMessage(
                    0, moment.Kind, header.Execution, moment.Kind == HistoryKind.EventRaised ? 0 : (int)moment.Task, moment.Name, moment.Data));
            }

            if (depth == 0)
            {
                effects.Revived.Add((header, transaction.Inbox(header.Key)));
            }

            parent = header;
        }
    }

    private InstanceHeader Insert(ForkCut cut, InstanceHeader? parent)
    {
        var source = cut.Instance.Header;
        var id = parent is null ? options.InstanceId : OwnId(source.Id);
        var link = parent is null || source.Parent is null ? null : source.Parent with { Key = parent.Key, Id = parent.Id };
        var continued = transaction.HasContinued(source.Key);
        // The same execution: the ids of its sub-orchestrations hold it.
        var header = new InstanceHeader(transaction.NextKey(), id, source.Name, source.Execution, link, parent is null ? options.Input ?? source.Input : continued ? source.Input : null);
        // A part of it cannot run before its parent tells what it is given: that may name the fork, and history has it not.
        transaction.InsertInstance(header, busy: parent is null, now);
        if (continued)
        {
            transaction.SetContinued(header.Key);
        }

        transaction.SetOrigins(header.Key,
        [
            new ForkedLines(source.Key, source.Id, options.Step, cut.Kept.Count),
            .. transaction.Origins(source.Key).Select(origin => origin with { Lines = Math.Min(origin.Lines, cut.Kept.Count) }),
        ]);
        CopyHistory(cut.Kept, header.Key);
        foreach (var (start, childId, answered) in cut.Children())
        {
            if (answered && transaction.Find(childId) is { IsLive: false } child && child.IsChildOf(source.Key, source.Execution, start.Task))
            {
                CopyEnded(child, header.Key);
            }
        }

        effects.Changed(id);
        return header;
    }

    private void CopyEnded(InstanceState ended, long parent)
    {
        // Not by recursion: nobody limits how deep sub-orchestrations are nested.
        var tree = new Queue<(InstanceState Instance, long Parent)>([(ended, parent)]);
        while (tree.TryDequeue(out var next))
        {
            // One with an id of its own is told of under that id; and whatever has the id that it would have here stays.
            var id = OwnId(next.Instance.Header.Id);
            if (!IsOwn(next.Instance.Header.Id) || transaction.Find(id) is not null)
            {
                continue;
            }

            var key = transaction.NextKey();
            transaction.InsertCopy(next.Instance.Key, key, id, next.Parent);
            CopyHistory(transaction.History(next.Instance.Key), key);
            effects.Changed(id);
            foreach (var child in transaction.Children(next.Instance.Key).Select(transaction.Find).OfType<InstanceState>().Where(child => !child.IsLive))
            {
                tree.Enqueue((child, key));
            }
        }
    }

    private void CopyHistory(IEnumerable<HistoryRow> rows, long key)
    {
        foreach (var row in rows)
        {
            transaction.Append(key, row.Kind switch
            {
                HistoryKind.EventRaised => row with { Task = transaction.NextOrder() },
                HistoryKind.SubOrchestrationInstanceCreated => row with { Data = JsonSerializer.Serialize(OwnId(ForkCut.ChildId(row)), WorkflowJson.Default.String) },
                _ => row,
            });
        }
    }

    private bool IsOwn(string id) => id.StartsWith(_origin + ":", StringComparison.Ordinal);

    private string OwnId(string id) => IsOwn(id) ? options.InstanceId + id[_origin.Length..] : id;
}
