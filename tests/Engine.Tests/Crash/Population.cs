using System.Globalization;

namespace Workflows.Engine.Tests.Crash;

/// <summary>All instances of a crash run. Several clients use it at the same time.</summary>
internal sealed class Population(int seed)
{
    private const int MostMailboxes = 6;
    private static readonly string[] Kinds = ["chain", "fan", "timers", "parent", "mailbox", "ring", "courier"];

    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private readonly List<Instance> _instances = [];

    /// <summary>All of them. Read it only when no client is at work.</summary>
    public IReadOnlyList<Instance> All => _instances;

    /// <summary>The event that was under way is answered, or never will be.</summary>
    public void GiveBack(Instance mailbox)
    {
        lock (_gate)
        {
            mailbox.Busy = false;
        }
    }

    /// <summary>A mailbox or ring to send an event to, for one caller at a time; null when the caller should start something.</summary>
    public Instance? TakeMailbox()
    {
        lock (_gate)
        {
            var open = _instances.Where(i => i is { TakesEvents: true, Started: true, Busy: false }).ToList();
            if (open.Count == 0 || _random.NextDouble() < 0.4)
            {
                return null;
            }

            var mailbox = open[_random.Next(open.Count)];
            mailbox.Busy = true;
            return mailbox;
        }
    }

    /// <summary>Starts that were not answered are made again first: they are idempotent.</summary>
    public List<Instance>? Unstarted()
    {
        lock (_gate)
        {
            return _instances.Where(i => !i.Started).ToList() is { Count: > 0 } open ? open : null;
        }
    }

    /// <summary>One more instance, or two that belong together, in the order in which they must be started.</summary>
    public List<Instance> MakeNew()
    {
        lock (_gate)
        {
            var made = NewInstances(Kinds[_random.Next(Kinds.Length)], _instances.Count, _random.Next(1, 9));
            if (made[0].TakesEvents && _instances.Count(i => i.TakesEvents) >= MostMailboxes)
            {
                made = NewInstances("chain", _instances.Count, _random.Next(5, 15));
            }

            _instances.AddRange(made);
            return made;
        }
    }

    // A mailbox with a negative number gets its letters from a courier, which is started after it.
    private static List<Instance> NewInstances(string kind, int index, int number) => kind switch
    {
        "ring" => [new Instance(kind, $"{index}-ring", "[]", number)],
        "mailbox" => [new Instance(kind, $"{index}-mailbox", "3", number)],
        "courier" =>
        [
            new Instance("mailbox", $"{index}-inbox", "2", -number),
            new Instance(kind, $"{index}-courier", $$"""{"To":"{{index}}-inbox","Letters":{{number}}}""", number),
        ],
        _ => [new Instance(kind, $"{index}-{kind}", number.ToString(CultureInfo.InvariantCulture), number)],
    };
}
