using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>An instance for which something is under way. One that only waits has none: it costs no memory. Guarded by the hub's lock.</summary>
internal sealed class ActiveInstance(long key)
{
    public long Key { get; } = key;

    /// <summary>What has come since the last turn.</summary>
    public List<InboxMessage> Messages { get; private set; } = [];

    /// <summary>The turn that is under way.</summary>
    public OrchestrationWorkItem? Current { get; set; }

    /// <summary>Set when a new execution is to begin.</summary>
    public InstanceHeader? Fresh { get; set; }

    /// <summary>The next turn rebuilds the instance.</summary>
    public bool Recover { get; set; }

    /// <summary>Paused: no turns, and whatever comes is stored.</summary>
    public bool Suspended { get; set; }

    /// <summary>What came while it was paused and is not in the store yet.</summary>
    public HashSet<InboxMessage> Storing { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Turns in a row that the store refused.</summary>
    public int Refusals { get; set; }

    /// <summary>Activities under way, by execution and task.</summary>
    public Dictionary<(int Execution, int Task), ActivityWorkItem> Running { get; } = [];

    public bool HasWork => Messages.Count > 0 || Fresh is not null || Recover;

    public bool IsIdle => Current is null && Running.Count == 0 && Storing.Count == 0 && (Suspended || !HasWork);

    /// <summary>An activity has ended. False when nobody waits for it, because a rewind has undone it; another one may have its number now.</summary>
    public bool EndsRunning(ActivityWorkItem item) =>
        Running.TryGetValue((item.Execution, item.Task), out var running) && running == item && Running.Remove((item.Execution, item.Task));

    /// <summary>Makes a work item of what has gathered.</summary>
    public OrchestrationWorkItem Take()
    {
        Current = new OrchestrationWorkItem(Key, Fresh, Recover, Messages);
        (Messages, Fresh, Recover) = ([], null, false);
        return Current;
    }

    /// <summary>Puts back what a refused turn was to deal with.</summary>
    public void Restore(OrchestrationWorkItem item)
    {
        Messages.InsertRange(0, item.Messages);
        Fresh ??= item.Fresh;
        Recover |= item.Recover;
    }

    /// <summary>Takes the stored inbox as the truth, except for what the turn under way deals with, and with what was on its way to it.</summary>
    public void Replace(IReadOnlyList<InboxMessage> stored)
    {
        var underWay = Current?.Messages.Select(message => message.Order).ToHashSet() ?? [];
        Messages = [.. stored.Where(message => !underWay.Contains(message.Order)), .. Storing];
        Storing.Clear();
    }

    /// <summary>Takes out what is not stored, so that it can be.</summary>
    public List<InboxMessage> TakeUnstored()
    {
        var unstored = Messages.FindAll(message => message.Order == 0);
        Messages = [];
        return unstored;
    }
}
