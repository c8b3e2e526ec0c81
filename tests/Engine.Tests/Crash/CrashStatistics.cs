namespace Workflows.Engine.Tests.Crash;

/// <summary>How much a crash run went through.</summary>
internal sealed record CrashStatistics
{
    /// <summary>SIGKILLs.</summary>
    public int Kills { get; init; }

    /// <summary>Instances that were started, without children.</summary>
    public int Instances { get; init; }

    /// <summary>Events that were acknowledged.</summary>
    public int Events { get; init; }

    /// <summary>Different activity calls.</summary>
    public int ActivityCalls { get; init; }

    /// <summary>Calls that ran again because a kill came before their result was stored.</summary>
    public int RepeatedCalls { get; init; }

    /// <summary>Calls whose result was seen in a store that a killed process left.</summary>
    public int CommittedCalls { get; init; }
}
