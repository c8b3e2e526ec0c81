using Microsoft.Extensions.Logging;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;
using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>
/// The task hub: it keeps instances, hands out work items, takes results and fires timers. Everything that changes an instance goes
/// through the writer; what is to happen in memory happens after the commit, in the order of the commits.
/// </summary>
internal sealed class TaskHub : IDisposable
{
    /// <summary>The timer of an instance that begins later.</summary>
    public const int StartTimer = -1;

    private static readonly TimeSpan LongestRefusalWait = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<long, ActiveInstance> _active = [];
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly TimerQueue _timers;
    private IWorker? _worker;
    private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _draining;

    public TaskHub(StoreWriter writer, HubReader reader, TimeProvider clock, ILogger<TaskHub> logger)
    {
        (Writer, Reader, _clock, _logger) = (writer, reader, clock, logger);
        _timers = new TimerQueue(clock, OnTimer);
    }

    public StoreWriter Writer { get; }

    public HubReader Reader { get; }

    public InstanceWatch Watch { get; } = new();

    public long Now => _clock.GetUtcNow().UtcTicks;

    /// <summary>Takes up what was unfinished and begins to hand out work.</summary>
    public async Task StartAsync(IWorker worker)
    {
        _worker = worker;
        _timers.AddRange(Reader.Timers());
        var unfinished = Reader.Unfinished();
        if (unfinished.Count > 0)
        {
            HubLog.Resuming(_logger, unfinished.Count);
            await Writer.CallAsync(
                transaction => unfinished.ConvertAll(key => (key, transaction.Inbox(key))),
                instances => instances.ForEach(instance => Revive(instance.key, instance.Item2)));
        }
    }

    /// <summary>Hands out no more activities and fires no more timers; results that come are still committed.</summary>
    public void Drain()
    {
        lock (_gate)
        {
            _draining = true;
        }

        _timers.Dispose();
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

    /// <summary>Header and history, for a worker that has the instance not live.</summary>
    public LoadedInstance? Load(long key) => Reader.Load(key);

    /// <summary>Takes the result of a turn.</summary>
    public void Complete(OrchestrationWorkItem item, TurnResult turn)
    {
        if (turn.IsEmpty)
        {
            Release(item, turn);
            return;
        }

        Writer.Enqueue(new TurnOperation(this, item, turn));
    }

    /// <summary>A turn was not made, because the instance is gone.</summary>
    public void Abandon(OrchestrationWorkItem item)
    {
        lock (_gate)
        {
            if (_active.TryGetValue(item.Key, out var active) && ReferenceEquals(active.Current, item))
            {
                _active.Remove(item.Key);
                NoteQuiet();
            }
        }
    }

    /// <summary>Takes the result of an activity. It becomes durable with the turn that it leads to.</summary>
    public void Complete(ActivityWorkItem item, ActivityResult result)
    {
        var message = result.Failure is null
            ? new InboxMessage(0, HistoryKind.TaskCompleted, item.Execution, item.Task, item.Name, result.Output)
            : new InboxMessage(0, HistoryKind.TaskFailed, item.Execution, item.Task, item.Name, Json(result.Failure));
        lock (_gate)
        {
            if (!_active.TryGetValue(item.Key, out var active) || !active.EndsRunning(item))
            {
                return;
            }

            if (active.Suspended)
            {
                Store(active, [message]);
                Retire(active);
                return;
            }

            active.Messages.Add(message);
            Pump(active);
        }
    }

    /// <summary>An activity was cancelled by the shutdown: it is left for the next start.</summary>
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

    /// <summary>Does in memory what a commit has made true.</summary>
    public void Apply(HubEffects effects)
    {
        lock (_gate)
        {
            foreach (var header in effects.Started)
            {
                var active = Activate(header.Key);
                active.Fresh = header;
                Pump(active);
            }

            foreach (var (key, message) in effects.Deliveries)
            {
                var active = Activate(key);
                active.Messages.Add(message);
                Pump(active);
            }

            foreach (var key in effects.Ended)
            {
                _active.Remove(key);
                _worker?.Forget(key);
            }
        }

        effects.Suspended.ForEach(Suspend);
        foreach (var (header, inbox) in effects.Revived)
        {
            Revive(header.Key, inbox);
        }

        foreach (var (key, task, fireAt) in effects.Timers)
        {
            _timers.Add(key, task, fireAt);
        }

        foreach (var id in effects.ChangedIds)
        {
            Watch.Changed(id);
        }
    }

    /// <summary>Pauses an instance in memory; its stored status says so already.</summary>
    private void Suspend(long key)
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
    private void Revive(long key, IReadOnlyList<InboxMessage> inbox)
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

    /// <summary>A turn is durable, or counts for nothing because the instance has ended meanwhile.</summary>
    public void TurnCommitted(TurnOperation operation)
    {
        if (!operation.Accepted)
        {
            _worker?.Forget(operation.Item.Key);
            Abandon(operation.Item);
            return;
        }

        if (operation.Turn.Next is not null || operation.Turn.End is not null)
        {
            _worker?.Forget(operation.Turn.Key);
        }

        foreach (var (task, fireAt) in operation.Turn.End is null && operation.Turn.Next is null ? operation.Turn.Timers : [])
        {
            _timers.Add(operation.Turn.Key, task, fireAt);
        }

        Release(operation.Item, operation.Turn);
        Apply(operation.Effects);
    }

    /// <summary>The store refused a turn: nothing of it happened. It is made again after a while, until the store takes it.</summary>
    public void TurnRefused(OrchestrationWorkItem item, Exception failure)
    {
        _worker?.Forget(item.Key);
        TimeSpan wait;
        lock (_gate)
        {
            if (!_active.TryGetValue(item.Key, out var active) || !ReferenceEquals(active.Current, item))
            {
                return;
            }

            wait = TimeSpan.FromMilliseconds(Math.Min(50 * Math.Pow(2, active.Refusals++), LongestRefusalWait.TotalMilliseconds));
            active.Restore(item);
            // The live session is gone, and with it the knowledge of what it had asked for.
            active.Recover |= item.Fresh is null;
            // Nothing is under way while it waits: its messages are to be had again, whoever asks meanwhile.
            item = active.Current = item with { Messages = [] };
            if (active.Suspended)
            {
                Store(active, active.TakeUnstored());
            }

            if (_draining)
            {
                active.Current = null;
                NoteQuiet();
                return;
            }
        }

        HubLog.TurnRefused(_logger, wait, failure);
        _ = RetryAsync(item, wait);
    }

    public void Dispose() => _timers.Dispose();

    private static string Json(FailureDetails failure) =>
        System.Text.Json.JsonSerializer.Serialize(failure, WorkflowJson.Default.FailureDetails);

    private async Task RetryAsync(OrchestrationWorkItem item, TimeSpan wait)
    {
        // The machine's clock, not the hub's: a full disk does not empty in simulated time.
        await Task.Delay(wait);
        lock (_gate)
        {
            if (_active.TryGetValue(item.Key, out var active) && ReferenceEquals(active.Current, item))
            {
                active.Current = null;
                Pump(active);
            }
        }
    }

    private void Release(OrchestrationWorkItem item, TurnResult turn)
    {
        lock (_gate)
        {
            if (!_active.TryGetValue(item.Key, out var active) || !ReferenceEquals(active.Current, item))
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
                active.Fresh = turn.Header with { Execution = turn.Execution + 1, Input = next.Input };
                active.Messages.InsertRange(0, [.. next.Unread, .. next.Untaken]);
            }
            else
            {
                Dispatch(active, turn.Activities);
            }

            Pump(active);
        }
    }

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
            Writer.Enqueue(new StoreCall<int>(
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

    private void OnTimer(long key, int task, long fireAt) => Writer.Enqueue(new TimerOperation(this, key, task, fireAt));

    /// <summary>The store did not take that a timer fired; it fires again a little later.</summary>
    public void TimerRefused(long key, int task, long fireAt) => _timers.Add(key, task, fireAt, Now + LongestRefusalWait.Ticks);
}
