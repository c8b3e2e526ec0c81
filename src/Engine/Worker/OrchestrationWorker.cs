using Microsoft.Extensions.Logging;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Hub;

namespace Workflows.Engine.Worker;

/// <summary>Makes turns: a bounded number at a time, each on the live execution or on one that is rebuilt from history.</summary>
internal sealed class OrchestrationWorker(TaskHub hub, TaskHubOptions options, TaskRegistry registry, ILoggerFactory loggers)
{
    private readonly WorkLane<OrchestrationWorkItem> _lane = new(Math.Max(1, options.MaxConcurrentOrchestrations));
    private readonly SessionCache _sessions = new(options.MaxCachedInstances);
    private readonly ILogger _logger = loggers.CreateLogger("Workflows.Orchestration");

    public void Offer(OrchestrationWorkItem item)
    {
        if (_lane.TryEnter(item))
        {
            // Local: a turn that an activity's end leads to runs next on the same thread, without waking another.
            ThreadPool.UnsafeQueueUserWorkItem(static state => state.Worker.Run(state.Item), (Worker: this, Item: item), preferLocal: true);
        }
    }

    public void Forget(long key) => _sessions.Take(key);

    /// <summary>Takes no more items and waits for the turns that are under way.</summary>
    public Task StopAsync()
    {
        _lane.Close();
        return _lane.Empty;
    }

    private void Run(OrchestrationWorkItem? item)
    {
        while (item is not null)
        {
            try
            {
                if (MakeTurn(item) is { } turn)
                {
                    hub.Complete(item, turn);
                }
                else
                {
                    hub.Abandon(item);
                }
            }
            catch (Exception failure)
            {
                // Reading the history failed: nothing has happened yet, and it is tried again.
                hub.TurnRefused(item, failure);
            }

            item = _lane.Leave();
        }
    }

    private TurnResult? MakeTurn(OrchestrationWorkItem item)
    {
        var session = item.Recover || item.Fresh is not null ? null : _sessions.Take(item.Key);
        IReadOnlyList<Store.HistoryRow> history = [];
        if (session is null)
        {
            _sessions.Take(item.Key);
            if (item.Fresh is not null)
            {
                session = NewSession(item.Fresh);
            }
            else if (hub.Load(item.Key) is { } loaded)
            {
                history = loaded.History;
                session = NewSession(loaded.Header);
                session.Replay(history, item.Recover);
                if (history.Count > 0)
                {
                    hub.NoteReplay(item.Key, history.Count);
                }
            }
            else
            {
                return null;
            }
        }

        return MakeTurn(session, item, history);
    }

    private TurnResult MakeTurn(OrchestrationSession session, OrchestrationWorkItem item, IReadOnlyList<Store.HistoryRow> history)
    {
        // Time never goes backwards for an orchestrator, whatever the clock does.
        session.BeginTurn(Math.Max(hub.Now, session.Now));
        if (!session.HasBegun)
        {
            session.Begin();
        }

        var fed = 0;
        while (fed < item.Messages.Count && !session.IsOver && !session.HasParted)
        {
            session.Feed(item.Messages[fed++]);
        }

        if (item.Recover && !session.IsOver && !session.HasParted)
        {
            // After the messages: what they answer is not open any more and must not run again.
            session.AskAgain(history);
        }

        var turn = session.EndTurn();
        if (turn.Next is { } next)
        {
            // Events that came in the same turn behind the one that ended the execution are the next execution's; answers are nobody's.
            var untaken = item.Messages.Skip(fed).ToLookup(message => message.Kind == Store.HistoryKind.EventRaised);
            turn.Next = next with { Untaken = [.. untaken[true]] };
            turn.Consumed.AddRange(untaken[false].Where(message => message.Order > 0).Select(message => message.Order));
        }

        if (!session.IsOver)
        {
            _sessions.Put(session);
        }
        else if (turn.End?.Failure is { } failure)
        {
            HubLog.OrchestrationFailed(_logger, session.Header.Name, session.Header.Id, failure.ErrorMessage);
        }

        return turn;
    }

    private OrchestrationSession NewSession(Store.InstanceHeader header) =>
        new(header, registry.Orchestrators.GetValueOrDefault(header.Name), options, loggers.CreateLogger("Workflows.Run." + header.Name),
            () => hub.Nudge(header.Key, new Store.InboxMessage(0, OrchestrationSession.LeftPath, header.Execution, 0, null, null)));
}
