using System.Text.Json;
using Microsoft.Extensions.Logging;
using Workflows.Domain.Client;
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

    private readonly ActiveInstances _instances;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly TimerQueue _timers;
    private IWorker? _worker;

    public TaskHub(StoreWriter writer, HubReader reader, TimeProvider clock, ILogger<TaskHub> logger)
    {
        (Writer, Reader, _clock, _logger) = (writer, reader, clock, logger);
        _instances = new ActiveInstances(writer);
        _timers = new TimerQueue(clock, OnTimer);
    }

    public StoreWriter Writer { get; }

    public HubReader Reader { get; }

    public InstanceWatch Watch { get; } = new();

    public HubPulse Pulse { get; } = new();

    public long Now => _clock.GetUtcNow().UtcTicks;

    /// <summary>Takes up what was unfinished and begins to hand out work.</summary>
    public async Task StartAsync(IWorker worker)
    {
        _worker = worker;
        _instances.Attach(worker);
        _timers.AddRange(Reader.Timers());
        var unfinished = Reader.Unfinished();
        if (unfinished.Count > 0)
        {
            HubLog.Resuming(_logger, unfinished.Count);
            await Writer.CallAsync(
                transaction => unfinished.ConvertAll(key => (key, transaction.Inbox(key))),
                instances => instances.ForEach(instance => _instances.Revive(instance.key, instance.Item2)));
        }
    }

    /// <summary>Hands out no more activities and fires no more timers; results that come are still committed.</summary>
    public void Drain()
    {
        _instances.Drain();
        _timers.Dispose();
    }

    /// <summary>Completes when no turn is under way. Call it once no activity runs any more.</summary>
    public Task QuietAsync() => _instances.QuietAsync();

    /// <summary>Header and history, for a worker that has the instance not live.</summary>
    public LoadedInstance? Load(long key) => Reader.Load(key);

    /// <summary>Puts down that an execution was rebuilt, for whoever looks at it. Nothing depends on it, so nobody waits until it is stored.</summary>
    public void NoteReplay(long key, int events)
    {
        var now = Now;
        Writer.Enqueue(new StoreCall<bool>(
            transaction =>
            {
                transaction.NoteReplay(key, events, now);
                return true;
            },
            _ => { }));
    }

    /// <summary>Takes the result of a turn.</summary>
    public void Complete(OrchestrationWorkItem item, TurnResult turn)
    {
        if (turn.IsEmpty)
        {
            _instances.Release(item, turn);
            return;
        }

        Writer.Enqueue(new TurnOperation(this, item, turn));
    }

    /// <summary>A turn was not made, because the instance is gone.</summary>
    public void Abandon(OrchestrationWorkItem item) => _instances.Abandon(item);

    /// <summary>Takes the result of an activity. It becomes durable with the turn that it leads to.</summary>
    public void Complete(ActivityWorkItem item, ActivityResult result) => _instances.Finish(item, result.Failure is null
        ? new InboxMessage(0, HistoryKind.TaskCompleted, item.Execution, item.Task, item.Name, result.Output)
        : new InboxMessage(0, HistoryKind.TaskFailed, item.Execution, item.Task, item.Name, JsonSerializer.Serialize(result.Failure, WorkflowJson.Default.FailureDetails)));

    /// <summary>An activity was cancelled: by the shutdown, and is left for the next start, or with its instance.</summary>
    public void Abandon(ActivityWorkItem item) => _instances.Abandon(item);

    /// <summary>A worker has something to tell an instance that need not be stored. It goes through the writer so that it never reaches one that has ended or is paused.</summary>
    public void Nudge(long key, InboxMessage message) => Writer.Enqueue(new StoreCall<bool>(
        transaction => transaction.Find(key) is { Status: OrchestrationRuntimeStatus.Running },
        running =>
        {
            if (running)
            {
                _instances.Deliver(key, message);
            }
        }));

    /// <summary>Does in memory what a commit has made true.</summary>
    public void Apply(HubEffects effects)
    {
        effects.Started.ForEach(_instances.Begin);
        effects.Deliveries.ForEach(delivery => _instances.Deliver(delivery.Key, delivery.Message));
        effects.Ended.ForEach(_instances.End);
        effects.Stopped.ForEach(key => _worker?.Stop(key));
        effects.Suspended.ForEach(_instances.Suspend);
        effects.Revived.ForEach(revived => _instances.Revive(revived.Header.Key, revived.Inbox));
        effects.Timers.ForEach(timer => _timers.Add(timer.Key, timer.Task, timer.FireAt));
        effects.ChangedIds.ForEach(Watch.Changed);
        if (effects.ChangedIds.Count > 0)
        {
            Pulse.Beat();
        }
    }

    /// <summary>A turn is durable, or counts for nothing because the instance has ended meanwhile.</summary>
    public void TurnCommitted(TurnOperation operation)
    {
        if (!operation.Accepted)
        {
            _worker?.Forget(operation.Item.Key);
            _instances.Abandon(operation.Item);
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

        _instances.Release(operation.Item, operation.Turn);
        Apply(operation.Effects);
    }

    /// <summary>The store refused a turn: nothing of it happened. It is made again after a while, until the store takes it.</summary>
    public void TurnRefused(OrchestrationWorkItem item, Exception failure)
    {
        _worker?.Forget(item.Key);
        if (_instances.Refuse(item) is { } refused)
        {
            var wait = TimeSpan.FromMilliseconds(Math.Min(25 * Math.Pow(2, refused.Refusals), LongestRefusalWait.TotalMilliseconds));
            HubLog.TurnRefused(_logger, wait, failure);
            _ = RetryAsync(refused.Item, wait);
        }
    }

    /// <summary>The store did not take that a timer fired; it fires again a little later.</summary>
    public void TimerRefused(long key, int task, long fireAt) => _timers.Add(key, task, fireAt, Now + LongestRefusalWait.Ticks);

    public void Dispose() => _timers.Dispose();

    private async Task RetryAsync(OrchestrationWorkItem item, TimeSpan wait)
    {
        // The machine's clock, not the hub's: a full disk does not empty in simulated time.
        await Task.Delay(wait);
        _instances.Retry(item);
    }

    private void OnTimer(long key, int task, long fireAt) => Writer.Enqueue(new TimerOperation(this, key, task, fireAt));
}
