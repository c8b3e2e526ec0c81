using Workflows.Domain.Orchestration;
using Workflows.Engine.Store;

namespace Workflows.Engine.Worker;

/// <summary>The history that an execution repeats, and where it stands in it. Each decision of the code is held against the line in its place.</summary>
internal sealed class ReplayCursor(string instanceId, IReadOnlyList<HistoryRow> history)
{
    private int _position;

    /// <summary>The first place where code and history part; null while they agree.</summary>
    public NonDeterministicOrchestrationException? Mismatch { get; private set; }

    /// <summary>The line that came last: the code is at work on it.</summary>
    public int Moment { get; private set; }

    /// <summary>What came next; null at the end, or when code and history have parted.</summary>
    public HistoryRow? NextIncoming()
    {
        if (Mismatch is not null || _position == history.Count)
        {
            return null;
        }

        var row = history[_position];
        if (!row.Kind.IsIncoming())
        {
            Part("nothing");
            return null;
        }

        Moment = _position++;
        return row;
    }

    /// <exception cref="NonDeterministicOrchestrationException">History holds something else.</exception>
    public void Repeat(HistoryKind kind, int task, string? name, string? data)
    {
        if (_position < history.Count && history[_position] is var row
            && row.Kind == kind && row.Task == task && string.Equals(row.Name, name, StringComparison.OrdinalIgnoreCase)
            && (kind != HistoryKind.SubOrchestrationInstanceCreated || row.Data == data))
        {
            _position++;
            return;
        }

        throw Part(HistoryText.Of(kind, task, name));
    }

    /// <summary>Notes that the code asked for something that history does not hold here.</summary>
    public NonDeterministicOrchestrationException Part(string asked) => Mismatch ??= new NonDeterministicOrchestrationException(
        instanceId, _position, _position < history.Count ? HistoryText.Of(history[_position]) : "nothing more", asked);
}
