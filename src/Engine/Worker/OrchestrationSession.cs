using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;
using Workflows.Engine.Hub;
using Workflows.Engine.Store;

namespace Workflows.Engine.Worker;

/// <summary>
/// A live execution of an orchestrator. It is fed what comes, line by line, and notes what the code decides. While it replays, each
/// decision is held against the line of history that stands in its place.
/// </summary>
internal sealed class OrchestrationSession
{
    /// <summary>Tells an execution that its orchestrator left its code path; it is never stored.</summary>
    public const HistoryKind LeftPath = HistoryKind.ExecutionFailed;

    private readonly TaskHubOptions _options;
    private readonly OrchestratorRegistration? _orchestrator;
    private readonly EmbeddedOrchestrationContext _context;
    private readonly OrchestrationScheduler _scheduler;
    private readonly Dictionary<int, OpenTask> _open = [];
    private readonly EventInbox _events = new();
    private ReplayCursor? _replay;
    private int _nextSequence;
    private int _nextTask;
    private int _openActivities;
    // Inputs of open sub-orchestrations; history has them not. Kept only while it may be necessary to start one again.
    private Dictionary<int, string?>? _childInputs;
    // What the store says; null when that is not known, so that the next turn writes it.
    private bool? _busy = true;
    // What the replayed code showed last. A fork has to show it anew: the store has none of it.
    private string? _replayedStatus;
    private bool _left;
    private Task<string?>? _main;
    private NextExecution? _next;
    private TurnResult _turn;

    /// <param name="header">The execution.</param>
    /// <param name="orchestrator">Its code; null when the host has none of that name.</param>
    /// <param name="options">Limits and JSON.</param>
    /// <param name="logger">Takes what the orchestrator logs.</param>
    /// <param name="left">Called, outside of a turn, when the orchestrator awaited something that its context does not know.</param>
    public OrchestrationSession(InstanceHeader header, OrchestratorRegistration? orchestrator, TaskHubOptions options, ILogger logger, Action left)
    {
        _scheduler = new OrchestrationScheduler(left);
        (Header, _orchestrator, _options) = (header, orchestrator, options);
        _context = new EmbeddedOrchestrationContext(this, options, new ReplaySafeLogger(logger, this));
        _turn = new TurnResult(header);
    }

    public InstanceHeader Header { get; }

    public long Now { get; private set; }

    public bool IsReplaying { get; private set; }

    /// <summary>The instance that lived through this moment first: in the part of its history that a fork has from another, that one.</summary>
    public string IdOfMoment => IsReplaying && _replay is not null ? Header.IdAt(_replay.Moment) : Header.Id;

    public bool HasBegun => _main is not null;

    /// <summary>Whether code and history have parted; then nothing more is fed, and the turn ends in a failure.</summary>
    public bool HasParted => _replay?.Mismatch is not null;

    /// <summary>Whether the execution ended in this turn.</summary>
    public bool IsOver => _turn.End is not null || _turn.Next is not null;

    /// <summary>Rebuilds the execution from its history.</summary>
    /// <param name="history">All lines.</param>
    /// <param name="recovers">Whether it is not known if the store marks the instance as one that a restart has to take up.</param>
    public void Replay(IReadOnlyList<HistoryRow> history, bool recovers)
    {
        (_replay, _nextSequence, IsReplaying) = (new ReplayCursor(Header.Id, history), history.Count, true);
        _childInputs = recovers ? [] : null;
        while (_replay.NextIncoming() is { } row)
        {
            var order = row.Kind == HistoryKind.EventRaised ? row.Task : 0;
            Deliver(new InboxMessage(order, row.Kind, Header.Execution, (int)row.Task, row.Name, row.Data), row.At);
        }

        (IsReplaying, _busy) = (false, recovers ? null : _openActivities > 0);
        if (!HasParted)
        {
            _replay = null;
        }
    }

    /// <summary>Begins a turn.</summary>
    public void BeginTurn(long now) => (Now, _turn) = (now, new TurnResult(Header) { At = now });

    /// <summary>Begins the execution.</summary>
    public void Begin()
    {
        Append(HistoryKind.ExecutionStarted, 0, Header.Name, null);
        Deliver(new InboxMessage(0, HistoryKind.ExecutionStarted, Header.Execution, 0, Header.Name, null), Now);
    }

    /// <summary>Takes a message; one that nobody waits for any more is dropped.</summary>
    public void Feed(InboxMessage message)
    {
        if (message.Order > 0)
        {
            _turn.Consumed.Add(message.Order);
        }

        if (message.Kind == LeftPath)
        {
            _left |= message.Execution == Header.Execution;
        }
        else if (message.Kind == HistoryKind.EventRaised)
        {
            Append(message.Kind, message.Order, message.Name, message.Data);
            Deliver(message, Now);
        }
        else if (message.Execution == Header.Execution && _open.TryGetValue(message.Task, out var task) && task.IsAnsweredBy(message.Kind))
        {
            Append(message.Kind, message.Task, task.Name, message.Data);
            Deliver(message, Now);
        }
    }

    /// <summary>Asks again for everything that is open, after a restart or a rewind.</summary>
    public void AskAgain(IReadOnlyList<HistoryRow> history)
    {
        foreach (var row in history)
        {
            if (row.Kind.IsIncoming() || !_open.TryGetValue((int)row.Task, out var task) || task.Kind != row.Kind)
            {
                continue;
            }

            if (row.Kind == HistoryKind.TaskScheduled)
            {
                _turn.Activities.Add(Activity(task.Id, row.Name!, row.Data));
            }
            else if (row.Kind == HistoryKind.TimerCreated)
            {
                _turn.Timers.Add((task.Id, long.Parse(row.Data!, CultureInfo.InvariantCulture)));
            }
            else if (_childInputs is not null && _childInputs.TryGetValue(task.Id, out var input))
            {
                _turn.Children.Add(new ChildStart(
                    task.Id, JsonSerializer.Deserialize(row.Data!, WorkflowJson.Default.String)!, row.Name!, input, Again: true));
            }
        }

        _childInputs = null;
        _turn.CustomStatus ??= Header.Origins.Count > 0 ? _replayedStatus : null;
    }

    /// <summary>Ends the turn and answers all that it changed.</summary>
    public TurnResult EndTurn()
    {
        if (!IsOver && (_replay?.Mismatch ?? _scheduler.Thrown ?? Stuck()) is { } failure)
        {
            Fail(failure);
        }

        var busy = _openActivities > 0;
        if (!IsOver && busy != _busy)
        {
            (_busy, _turn.Busy) = (busy, busy);
        }

        return _turn;
    }

    public Task<string?> ScheduleActivity(string name, string? input)
    {
        var task = Open(HistoryKind.TaskScheduled, name, input);
        _openActivities++;
        if (!IsReplaying)
        {
            _turn.Activities.Add(Activity(task.Id, name, input));
        }

        return task.Completion;
    }

    public Task<string?> StartChild(string name, string? chosenId, string? input)
    {
        var id = chosenId ?? string.Create(CultureInfo.InvariantCulture, $"{Header.Id}:{Header.Execution}:{_nextTask}");
        var task = Open(HistoryKind.SubOrchestrationInstanceCreated, name, JsonSerializer.Serialize(id, WorkflowJson.Default.String));
        if (!IsReplaying)
        {
            _turn.Children.Add(new ChildStart(task.Id, id, name, input));
        }
        else
        {
            _childInputs?.Add(task.Id, input);
        }

        return task.Completion;
    }

    public Task StartTimer(long fireAt, CancellationToken cancellationToken)
    {
        EnsureInside();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var task = Open(HistoryKind.TimerCreated, null, fireAt.ToString(CultureInfo.InvariantCulture));
        if (!IsReplaying)
        {
            _turn.Timers.Add((task.Id, fireAt));
        }

        cancellationToken.Register(() =>
        {
            if (_open.Remove(task.Id))
            {
                CloseTimer(task.Id);
                task.Cancel(cancellationToken);
            }
        });
        return task.Completion;
    }

    public Task<string?> WaitForEvent(string name, CancellationToken cancellationToken)
    {
        EnsureInside();
        return _events.WaitAsync(name, cancellationToken);
    }

    public void SendEvent(string instanceId, string name, string? data)
    {
        Decide(HistoryKind.EventSent, _nextTask++, name, data);
        if (!IsReplaying)
        {
            _turn.Sent.Add(new SentEvent(instanceId, name, data));
        }
    }

    public void SetCustomStatus(string json)
    {
        EnsureInside();
        if (IsReplaying)
        {
            _replayedStatus = json;
            return;
        }

        _turn.CustomStatus = json;
    }

    public void ContinueAsNew(string? input, bool keepEvents)
    {
        EnsureInside();
        _next = new NextExecution(input, keepEvents ? _events.Unread : []);
    }

    public void EnsureInside()
    {
        if (!_scheduler.IsInside)
        {
            throw new InvalidOperationException(
                $"Orchestrator '{Header.Name}' used its context outside of its own code path. An orchestrator awaits only tasks of its context: no Task.Run, no ConfigureAwait(false), no Task.Delay; work belongs to activities.");
        }
    }

    private void Deliver(InboxMessage message, long at)
    {
        Now = at;
        _scheduler.Run(() => React(message));
        if (_main is { IsCompleted: true } && !IsOver && !HasParted)
        {
            End(_main);
        }
    }

    private void React(InboxMessage message)
    {
        switch (message.Kind)
        {
            case HistoryKind.ExecutionStarted:
                _main = _orchestrator is null
                    ? Task.FromException<string?>(new InvalidOperationException(
                        $"No orchestrator '{Header.Name}' is registered with this host. Start a host that has it and rewind the instance."))
                    : _orchestrator.InvokeAsync(_options.Converter, _context, Header.Input);
                break;

            case HistoryKind.EventRaised:
                _events.Raise(message);
                break;

            default:
                Answer(message);
                break;
        }
    }

    private void Answer(InboxMessage message)
    {
        if (!_open.Remove(message.Task, out var task))
        {
            return;
        }

        _openActivities -= task.Kind == HistoryKind.TaskScheduled ? 1 : 0;
        if (message.Kind == HistoryKind.TimerFired)
        {
            CloseTimer(task.Id);
        }

        if (message.Kind.IsFailure())
        {
            task.Fail(JsonSerializer.Deserialize(message.Data!, WorkflowJson.Default.FailureDetails)!);
        }
        else
        {
            task.Complete(message.Data);
        }
    }

    private void End(Task<string?> main)
    {
        if (IsReplaying)
        {
            // A live instance has no end in its history.
            _replay?.Part(main.IsCompletedSuccessfully ? "the end of the orchestrator" : $"its failure ({main.Exception?.InnerException?.Message})");
            return;
        }

        if (main.IsCompletedSuccessfully && _next is not null)
        {
            Decide(HistoryKind.ContinueAsNew, 0, null, null);
            _turn.Next = _next with { Unread = [.. _next.Unread] };
            return;
        }

        try
        {
            var output = main.GetAwaiter().GetResult();
            PayloadLimit.Check(output, _options.MaxPayloadBytes, "The output of", Header.Name);
            Decide(HistoryKind.ExecutionCompleted, 0, null, output);
            _turn.End = new ExecutionEnd(OrchestrationRuntimeStatus.Completed, output, null);
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    private void Fail(Exception failure)
    {
        var details = FailureDetails.From(failure);
        Append(HistoryKind.ExecutionFailed, 0, null, JsonSerializer.Serialize(details, WorkflowJson.Default.FailureDetails));
        _turn.End = new ExecutionEnd(OrchestrationRuntimeStatus.Failed, null, details);
    }

    private InvalidOperationException? Stuck() => _main is not { IsCompleted: false } || (!_left && (_open.Count > 0 || _events.IsAwaited))
        ? null
        : new InvalidOperationException(
            $"Orchestrator '{Header.Name}' waits for something that its context does not know, so that it could never go on after a restart. Await only tasks of the context; other work belongs to activities.");

    private OpenTask Open(HistoryKind kind, string? name, string? data)
    {
        var task = new OpenTask(_nextTask++, kind, name);
        Decide(kind, task.Id, name, data);
        _open.Add(task.Id, task);
        return task;
    }

    private void Decide(HistoryKind kind, int task, string? name, string? data)
    {
        if (!kind.IsEnd())
        {
            EnsureInside();
        }

        if (_replay?.Mismatch is { } parted)
        {
            throw parted;
        }

        if (IsReplaying)
        {
            _replay?.Repeat(kind, task, name, data);
            return;
        }

        Append(kind, task, name, data);
    }

    private void Append(HistoryKind kind, long task, string? name, string? data) =>
        _turn.Rows.Add(new HistoryRow(_nextSequence++, kind, task, name, Now, data));

    private void CloseTimer(int task)
    {
        if (!IsReplaying && _turn.Timers.RemoveAll(timer => timer.Task == task) == 0)
        {
            _turn.FinishedTimers.Add(task);
        }
    }

    private ActivityWorkItem Activity(int task, string name, string? input) => new(Header.Key, Header.Id, Header.Execution, task, name, input);
}
