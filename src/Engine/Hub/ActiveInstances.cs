using Workflows.Domain.Client;
using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>
/// The instances for which something is under way, and the rule that an instance has at most one turn at a time. Everything here
/// follows what is stored: it is called in the order of the commits.
/// </summary>
internal sealed class ActiveInstances(StoreWriter writer)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, ActiveInstance> _active = [];
    private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IWorker? _worker;
    private bool _draining;

    /// <summary>From now on work is handed out.</summary>
    public void Attach(IWorker worker) => _worker = worker;

    /// <summary>Hands out no more activities; turns that results lead to are still made.</summary>
    public void Drain()
    {
        lock (_gate)
        {
            _draining = true;
        }
    }

    /// <summary>Completes when no turn is under way. Call it once no activity runs any more.</summary>
    public Task QuietAsync()
    {
        lock (_gate)
        {
            NoteQuiet();
        }

        return _quiet.Task;
    }

    /// <summary>A new instance, or a new execution of one, is to begin.</summary>
    public void Begin(InstanceHeader header)
    {
        lock (_gate)
        {
            var active = Activate(header.Key);
            active.Fresh = header;
            Pump(active);
        }
    }

    /// <summary>A stored message has come.</summary>
    public void Deliver(long key, InboxMessage message)
    {
        lock (_gate)
        {
            var active = Activate(key);
            active.Messages.Add(message);
            Pump(active);
        }
    }

    /// <summary>An instance has ended or is gone.</summary>
    public void End(long key)
    {
        lock (_gate)
        {
            _active.Remove(key);
            NoteQuiet();
        }

        _worker?.Forget(key);
    }

    /// <summary>Pauses an instance in memory; its stored status says so already.</summary>
    public void Suspend(long key)
    {
        lock (_gate)
        {
            if (_active.TryGetValue(key, out var active))
            {
                active.Suspended = true;
                Store(active, active.TakeUnstored());
                Retire(active);
            }
        }
    }

    /// <summary>Rebuilds an instance and lets it run, with the stored inbox as the truth.</summary>
    public void Revive(long key, IReadOnlyList<InboxMessage> inbox)
    {
        lock (_gate)
        {
            var active = Activate(key);
            active.Suspended = false;
            active.Recover = true;
            active.Replace(inbox);
            Pump(active);
        }
    }

    /// <summary>An activity has ended with a result.</summary>
    public void Finish(ActivityWorkItem item, InboxMessage result)
    {
        lock (_gate)
        {
            if (!_active.TryGetValue(item.Key, out var active) || !active.EndsRunning(item))
            {
                return;
            }

            if (active.Suspended)
            {
                Store(active, [result]);
                Retire(active);
                return;
            }

            active.Messages.Add(result);
            Pump(active);
        }
    }

    /// <summary>An activity was cancelled: by the shutdown, and is left for the next start, or with its instance, which is gone from here.</summary>
    public void Abandon(ActivityWorkItem item)
    {
        lock (_gate)
        {
            if (_active.TryGetValue(item.Key, out var active))
            {
                active.EndsRunning(item);
            }
        }
    }

    /// <summary>A turn was not made, or counts for nothing, because the instance is gone.</summary>
    public void Abandon(OrchestrationWorkItem item)
    {
        lock (_gate)
        {
            if (Current(item) is { } active)
            {
                _active.Remove(active.Key);
                NoteQuiet();
            }
        }
    }

    /// <summary>A turn is done: what it asked for is handed out, and the next turn may be made.</summary>
    public void Release(OrchestrationWorkItem item, TurnResult turn)
    {
        lock (_gate)
        {
            if (Current(item) is not { } active)
            {
                return;
            }

            active.Current = null;
            active.Refusals = 0;
            if (turn.End is not null)
            {
                _active.Remove(item.Key);
                NoteQuiet();
                return;
            }

            if (turn.Next is { } next)
            {
                active.Fresh = turn.Header with { Execution = turn.Execution + 1, Input = next.Input, Origins = [] };
                active.Messages.InsertRange(0, [.. next.Unread, .. next.Untaken]);
            }
            else
            {
                Dispatch(active, turn.Activities);
            }

            Pump(active);
        }
    }

    /// <summary>The store refused a turn. Answers which item to make again and after how many refusals in a row; null when it is not made again.</summary>
    public (OrchestrationWorkItem Item, int Refusals)? Refuse(OrchestrationWorkItem item)
    {
        lock (_gate)
        {
            if (Current(item) is not { } active)
            {
                return null;
            }

            active.Restore(item);
            // The live session is gone, and with it the knowledge of what it had asked for.
            active.Recover |= item.Fresh is null;
            // Nothing is under way while it waits: its messages are to be had again, whoever asks meanwhile.
            active.Current = item with { Messages = [] };
            if (active.Suspended)
            {
                Store(active, active.TakeUnstored());
            }

            if (_draining)
            {
                active.Current = null;
                NoteQuiet();
                return null;
            }

            return (active.Current, ++active.Refusals);
        }
    }

    /// <summary>A refused turn may be made again.</summary>
    public void Retry(OrchestrationWorkItem item)
    {
        lock (_gate)
        {
            if (Current(item) is { } active)
            {
                active.Current = null;
                Pump(active);
            }
        }
    }

    private ActiveInstance? Current(OrchestrationWorkItem item) =>
        _active.TryGetValue(item.Key, out var active) && ReferenceEquals(active.Current, item) ? active : null;

    private void Dispatch(ActiveInstance active, List<ActivityWorkItem> activities)
    {
        foreach (var activity in activities)
        {
            if (!_draining && active.Running.TryAdd((activity.Execution, activity.Task), activity))
            {
                _worker?.Offer(activity);
            }
        }
    }

    private ActiveInstance Activate(long key)
    {
        if (!_active.TryGetValue(key, out var active))
        {
            _active.Add(key, active = new ActiveInstance(key));
        }

        return active;
    }

    private void Pump(ActiveInstance active)
    {
        if (active.Current is null && !active.Suspended && active.HasWork)
        {
            _worker?.Offer(active.Take());
            return;
        }

        Retire(active);
    }

    private void Retire(ActiveInstance active)
    {
        if (active.IsIdle)
        {
            _active.Remove(active.Key);
        }

        NoteQuiet();
    }

    private void NoteQuiet()
    {
        if (_draining && _active.Values.All(active => active.Current is null))
        {
            _quiet.TrySetResult();
        }
    }

    /// <summary>Stores what came to a paused instance. Until that is done memory has it, too: a resume may be on its way before it.</summary>
    private void Store(ActiveInstance active, List<InboxMessage> messages)
    {
        if (messages.Count > 0)
        {
            active.Storing.UnionWith(messages);
            writer.Enqueue(new StoreCall<int>(
                transaction =>
                {
                    // One that was resumed has them from memory, or has ended.
                    var stored = transaction.Find(active.Key) is { Status: OrchestrationRuntimeStatus.Suspended } ? messages : [];
                    stored.ForEach(message => transaction.Post(active.Key, message));
                    return stored.Count;
                },
                _ => Stored(active, messages)));
        }
    }

    private void Stored(ActiveInstance active, List<InboxMessage> messages)
    {
        lock (_gate)
        {
            active.Storing.ExceptWith(messages);
            if (_active.TryGetValue(active.Key, out var current) && ReferenceEquals(current, active))
            {
                Retire(active);
            }
        }
    }
}
