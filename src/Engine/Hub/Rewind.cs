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
    public static void Apply(HubTransaction transaction, InstanceState state, FailureDetails? failure, HubEffects effects, long now)
    {
        var history = transaction.History(state.Key);
        var cut = CutBefore(history, failure);
        transaction.DeleteHistory(state.Key, cut);
        var opened = new HashSet<long>(history.Take(cut).Where(row => !row.Kind.IsIncoming()).Select(row => row.Task));
        foreach (var row in history.Skip(cut))
        {
            if (Redelivery(row, state.Header.Execution, opened) is { } message)
            {
                transaction.Post(state.Key, message);
            }
        }

        transaction.Revive(state.Key, now);
        foreach (var child in FailedChildren(history, cut))
        {
            ReviveChild(transaction, child, effects, now);
        }

        effects.Revived.Add((state.Header, transaction.Inbox(state.Key)));
        effects.Changed(state.Header.Id);
    }

    /// <summary>The first line that goes.</summary>
    private static int CutBefore(List<HistoryRow> history, FailureDetails? failure)
    {
        var afterLastDecision = history.FindLastIndex(row => !row.Kind.IsIncoming() && !row.Kind.IsEnd()) + 1;
        var lastFailure = history.FindLastIndex(row => row.Kind.IsFailure());
        var endedByTask = failure?.IsCausedBy<TaskFailedException>() ?? false;
        // The orchestrator may have tidied up after the failure before it gave up: then the tidying goes, too.
        return endedByTask && lastFailure >= 0 && lastFailure < afterLastDecision ? lastFailure : afterLastDecision;
    }

    private static InboxMessage? Redelivery(HistoryRow row, int execution, HashSet<long> opened) => row.Kind switch
    {
        HistoryKind.EventRaised => new InboxMessage(row.Task, row.Kind, execution, 0, row.Name, row.Data),
        HistoryKind.TaskCompleted or HistoryKind.SubOrchestrationInstanceCompleted or HistoryKind.TimerFired when opened.Contains(row.Task) =>
            new InboxMessage(0, row.Kind, execution, (int)row.Task, row.Name, row.Data),
        _ => null,
    };

    private static IEnumerable<string> FailedChildren(List<HistoryRow> history, int cut)
    {
        var failed = history.Skip(cut).Where(row => row.Kind == HistoryKind.SubOrchestrationInstanceFailed).Select(row => row.Task).ToHashSet();
        return history.Take(cut)
            .Where(row => row.Kind == HistoryKind.SubOrchestrationInstanceCreated && failed.Contains(row.Task))
            .Select(row => JsonSerializer.Deserialize(row.Data!, WorkflowJson.Default.String)!);
    }

    private static void ReviveChild(HubTransaction transaction, string id, HubEffects effects, long now)
    {
        if (transaction.Find(id) is not { IsLive: false } child)
        {
            return;
        }

        if (child.Status == OrchestrationRuntimeStatus.Failed)
        {
            Apply(transaction, child, transaction.Failure(child.Key), effects, now);
            return;
        }

        // One that was terminated cannot go on where it was: it begins anew.
        var header = child.Header with { Key = transaction.NextKey(), Execution = child.Header.Execution + 1 };
        transaction.Delete(child.Key);
        transaction.InsertInstance(header, busy: true, now);
        effects.Started.Add(header);
    }
}
