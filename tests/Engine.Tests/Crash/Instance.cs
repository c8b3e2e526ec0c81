namespace Workflows.Engine.Tests.Crash;

/// <summary>What the driver knows of an instance that it started or tried to start.</summary>
internal sealed class Instance(string kind, string id, string input, int number)
{
    private readonly List<int> _acknowledged = [];
    private readonly List<int> _unknown = [];

    public string Kind { get; } = kind;

    public string Id { get; } = id;

    public string Input { get; } = input;

    /// <summary>The number that the outcome depends on.</summary>
    public int Number { get; } = number;

    /// <summary>The start was answered.</summary>
    public bool Started { get; set; }

    /// <summary>Its end was asked for and the answer came.</summary>
    public bool Closed { get; set; }

    /// <summary>Only one event is under way at a time, so that the order of raising is known.</summary>
    public bool Busy { get; set; }

    /// <summary>Whether the driver sends it events.</summary>
    public bool TakesEvents => Kind is "ring" || (Kind is "mailbox" && Number > 0);

    /// <summary>The number of the next event; no number is used twice.</summary>
    public int NextEvent { get; set; } = 1;

    /// <summary>Events whose raising was answered.</summary>
    public IReadOnlyList<int> Acknowledged => _acknowledged;

    public void Acknowledge(int item) => _acknowledged.Add(item);

    /// <summary>The process was killed before it answered: the event may have been stored or not.</summary>
    public void Doubt(int item) => _unknown.Add(item);

    /// <summary>What is wrong with the events that came, or null.</summary>
    public string? Problem(IReadOnlyList<int> got)
    {
        if (_acknowledged.Except(got).ToList() is { Count: > 0 } lost)
        {
            return $"{Id} lost events [{string.Join(' ', lost)}]";
        }

        if (got.Except(_acknowledged).Except(_unknown).ToList() is { Count: > 0 } strange)
        {
            return $"{Id} got events that nobody raised [{string.Join(' ', strange)}]";
        }

        var wrong = got.Zip(got.Skip(1)).ToList().FindIndex(pair => pair.First >= pair.Second);
        return wrong < 0 ? null : $"{Id} got events twice or out of order [… {string.Join(' ', got.Skip(wrong - 3).Take(8))} …]";
    }
}
