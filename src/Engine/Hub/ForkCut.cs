using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Serialization;
using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>
/// The part of an instance's history that its fork has, too. It ends where something came in, because what the code then decided it decides
/// anew: a decision in the midst of others cannot be taken out.
/// </summary>
/// <param name="Instance">The instance that is forked.</param>
/// <param name="Kept">The lines that the fork has, too.</param>
/// <param name="Moment">What came in then, and comes in to the fork; null when nothing did, or when the fork begins at the beginning.</param>
internal sealed record ForkCut(InstanceState Instance, IReadOnlyList<HistoryRow> Kept, HistoryRow? Moment)
{
    /// <summary>Before the moment in which a line was decided; null when the history has no such line.</summary>
    public static ForkCut? Before(InstanceState instance, List<HistoryRow> history, HistoryEvent line)
    {
        if (Find(history, line) is not { } decided)
        {
            return null;
        }

        var moment = history.FindLastIndex(decided, row => row.Kind.IsIncoming());
        return new ForkCut(instance, history[..Math.Max(0, moment)], moment > 0 ? history[moment] : null);
    }

    /// <summary>Behind the moment in which a line was decided; null when the history has no such line.</summary>
    public static ForkCut? Behind(InstanceState instance, List<HistoryRow> history, HistoryEvent line)
    {
        if (Find(history, line) is not { } decided)
        {
            return null;
        }

        var next = history.FindIndex(decided, row => row.Kind.IsIncoming() || row.Kind.IsEnd());
        return new ForkCut(instance, next < 0 ? history : history[..next], null);
    }

    /// <summary>The sub-orchestrations that were started, and whether the fork has their answer already.</summary>
    public IEnumerable<(HistoryRow Start, string Id, bool Answered)> Children()
    {
        var answered = Kept.Append(Moment.GetValueOrDefault())
            .Where(row => row.Kind is HistoryKind.SubOrchestrationInstanceCompleted or HistoryKind.SubOrchestrationInstanceFailed)
            .Select(row => row.Task).ToHashSet();
        return Kept.Where(row => row.Kind == HistoryKind.SubOrchestrationInstanceCreated)
            .Select(row => (row, ChildId(row), answered.Contains(row.Task)));
    }

    /// <summary>The id of the sub-orchestration that a line started.</summary>
    public static string ChildId(HistoryRow row) => JsonSerializer.Deserialize(row.Data!, WorkflowJson.Default.String)!;

    // The instance may have been rewound, restarted or continued as new since the line was read: then another one may stand in its place.
    private static int? Find(List<HistoryRow> history, HistoryEvent line)
    {
        var index = history.FindIndex(row => row.Sequence == line.Sequence);
        return index >= 0 && history[index] is var found && !found.Kind.IsIncoming() && !found.Kind.IsEnd()
            && found.Kind.ToString() == line.EventType && found.Name == line.Name && found.At == line.Timestamp.UtcTicks ? index : null;
    }
}
