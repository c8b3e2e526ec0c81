using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;
using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>
/// Takes a failed instance back to before its failure. History is cut after the last decision that is kept; a failure behind the cut
/// is forgotten, so that its task is open again and runs again; everything else that had come is delivered once more. What
/// completed does not run again.
/// </summary>
internal static class Rewind
{
    public static void Apply(HubTransaction transaction, InstanceState state, HubEffects effects, long now)
    {
        // Not by recursion: nobody limits how deep sub-orchestrations are nested.
        var failed = new Queue<InstanceState>([state]);
        while (failed.TryDequeue(out var next))
        {
            foreach (var child in ApplyToOne(transaction, next, effects, now))
            {
                failed.Enqueue(child);
            }
        }
    }

    /// <returns>The sub-orchestrations that have to be rewound, too.</returns>
    private static List<InstanceState> ApplyToOne(HubTransaction transaction, InstanceState state, HubEffects effects, long now)
    {
        var history = transaction.History(state.Key);
        var cut = CutBefore(history, transaction.Failure(state.Key));
        transaction.DeleteHistory(state.Key, cut);
        var opened = new HashSet<long>(history.Take(cut).Where(row => !row.Kind.IsIncoming()).Select(row => row.Task));
        CleanInbox(transaction, state.Key, opened);
        foreach (var row in history.Skip(cut))
        {
            if (Redelivery(row, state.Header.Execution, opened) is { } message)
            {
                transaction.Post(state.Key, message);
            }
            else if (row.Kind == HistoryKind.SubOrchestrationInstanceCreated && Child(transaction, state, row) is { IsLive: true } undone)
            {
                // Its task will be another one's number; nobody waits for it any more.
                effects.Terminate(transaction, undone, "Its parent was rewound to before it was started.", recursive: true, now);
            }
        }

        transaction.Revive(state.Key, now);
        var failed = AskChildren(transaction, state, history, cut, effects, now);
        effects.Revived.Add((state.Header, transaction.Inbox(state.Key)));
        effects.Changed(state.Header.Id);
        return failed;
    }

    /// <summary>The first line that goes.</summary>
    private static int CutBefore(List<HistoryRow> history, FailureDetails? failure)
    {
        var afterLastDecision = history.FindLastIndex(row => !row.Kind.IsIncoming() && !row.Kind.IsEnd()) + 1;
        var cause = FailureThatEnded(history, failure);
        if (cause < 0 || cause >= afterLastDecision)
        {
            return afterLastDecision;
        }

        // The orchestrator tidied up after the failure before it gave up: the tidying goes, too. Other failures that came in the
        // same wait go with it: they would only end the run again.
        var cut = cause;
        for (var line = cause - 1; line >= 0 && history[line].Kind.IsIncoming(); line--)
        {
            cut = history[line].Kind.IsFailure() ? line : cut;
        }

        return cut;
    }

    /// <summary>The line of the task's failure that the orchestrator gave up for; -1 when it failed by itself.</summary>
    private static int FailureThatEnded(List<HistoryRow> history, FailureDetails? failure)
    {
        while (failure is not null && failure.ErrorType != typeof(TaskFailedException).FullName)
        {
            failure = failure.InnerFailure;
        }

        if (failure is null)
        {
            return -1;
        }

        var line = history.FindLastIndex(row => row.Kind.IsFailure() && Details(row) is { } details
            && new TaskFailedException(row.Name ?? "", (int)row.Task, details).Message == failure.ErrorMessage);
        return line >= 0 ? line : history.FindLastIndex(row => row.Kind.IsFailure());
    }

    private static FailureDetails? Details(HistoryRow row) => JsonSerializer.Deserialize(row.Data!, WorkflowJson.Default.FailureDetails);

    /// <summary>Forgets what waits unread although its task is undone, and failures: their tasks run again.</summary>
    private static void CleanInbox(HubTransaction transaction, long key, HashSet<long> opened)
    {
        foreach (var message in transaction.Inbox(key))
        {
            if (message.Kind != HistoryKind.EventRaised && (message.Kind.IsFailure() || !opened.Contains(message.Task)))
            {
                transaction.Consume(message.Order);
            }
        }
    }

    private static InboxMessage? Redelivery(HistoryRow row, int execution, HashSet<long> opened) => row.Kind switch
    {
        HistoryKind.EventRaised => new InboxMessage(row.Task, row.Kind, execution, 0, row.Name, row.Data),
        HistoryKind.TaskCompleted or HistoryKind.SubOrchestrationInstanceCompleted or HistoryKind.TimerFired when opened.Contains(row.Task) =>
            new InboxMessage(0, row.Kind, execution, (int)row.Task, row.Name, row.Data),
        _ => null,
    };

    /// <summary>
    /// Sees to it that every sub-orchestration that the instance still waits for answers: one may have ended while nobody listened.
    /// One that does not exist is started by the instance's next turn, which knows its input.
    /// </summary>
    /// <returns>Those that failed.</returns>
    private static List<InstanceState> AskChildren(
        HubTransaction transaction, InstanceState state, List<HistoryRow> history, int cut, HubEffects effects, long now)
    {
        var answered = history.Take(cut).Where(row => row.Kind is HistoryKind.SubOrchestrationInstanceCompleted or HistoryKind.SubOrchestrationInstanceFailed)
            .Select(row => row.Task)
            .Concat(transaction.Inbox(state.Key).Where(message => message.Kind == HistoryKind.SubOrchestrationInstanceCompleted).Select(message => (long)message.Task))
            .ToHashSet();
        List<InstanceState> failed = [];
        foreach (var row in history.Take(cut).Where(row => row.Kind == HistoryKind.SubOrchestrationInstanceCreated && !answered.Contains(row.Task)))
        {
            if (Child(transaction, state, row) is not { IsLive: false } child)
            {
                continue;
            }

            if (child.Status == OrchestrationRuntimeStatus.Failed)
            {
                failed.Add(child);
            }
            else if (child.Status == OrchestrationRuntimeStatus.Completed)
            {
                transaction.Post(state.Key, new InboxMessage(
                    0, HistoryKind.SubOrchestrationInstanceCompleted, state.Header.Execution, (int)row.Task, row.Name, transaction.Output(child.Key)));
            }
            else
            {
                // One that was terminated cannot go on where it was: it begins anew.
                var header = child.Header with { Key = transaction.NextKey(), Execution = child.Header.Execution + 1 };
                transaction.Delete(child.Key);
                transaction.InsertInstance(header, busy: true, now);
                effects.Started.Add(header);
            }
        }

        return failed;
    }

    /// <summary>The sub-orchestration that this line started; null when it is gone, or when another instance has its id.</summary>
    private static InstanceState? Child(HubTransaction transaction, InstanceState parent, HistoryRow row) =>
        transaction.Find(JsonSerializer.Deserialize(row.Data!, WorkflowJson.Default.String)!) is { } child
        && child.IsChildOf(parent.Key, parent.Header.Execution, row.Task) ? child : null;
}
