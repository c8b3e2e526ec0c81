using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>All that one turn of an orchestrator changes. The hub commits it whole or not at all.</summary>
internal sealed record TurnResult(InstanceHeader Header)
{
    public long Key => Header.Key;

    public int Execution => Header.Execution;

    /// <summary>When the turn was made, in UTC ticks.</summary>
    public long At { get; init; }

    /// <summary>New lines of history.</summary>
    public List<HistoryRow> Rows { get; init; } = [];

    /// <summary>Inbox orders of the stored messages that were dealt with.</summary>
    public List<long> Consumed { get; init; } = [];

    /// <summary>Activities to run; one that is under way already is not started again.</summary>
    public List<ActivityWorkItem> Activities { get; init; } = [];

    /// <summary>Timers to arm, with the UTC ticks at which they fire.</summary>
    public List<(int Task, long FireAt)> Timers { get; init; } = [];

    /// <summary>Timers that have fired or were cancelled.</summary>
    public List<int> FinishedTimers { get; init; } = [];

    /// <summary>Sub-orchestrations to start.</summary>
    public List<ChildStart> Children { get; init; } = [];

    /// <summary>Events to other instances.</summary>
    public List<SentEvent> Sent { get; init; } = [];

    /// <summary>The new custom status; null when it did not change.</summary>
    public string? CustomStatus { get; set; }

    /// <summary>Whether a restart would have to take the instance up; null when that did not change.</summary>
    public bool? Busy { get; set; }

    /// <summary>Set when the execution ended.</summary>
    public ExecutionEnd? End { get; set; }

    /// <summary>Set when the instance continues as new.</summary>
    public NextExecution? Next { get; set; }

    /// <summary>Nothing to write.</summary>
    public bool IsEmpty => Rows.Count == 0 && Consumed.Count == 0 && Timers.Count == 0 && Children.Count == 0 && CustomStatus is null && Busy is null;
}
