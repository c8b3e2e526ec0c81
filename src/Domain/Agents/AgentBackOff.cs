namespace Workflows.Domain.Agents;

/// <summary>How long an agent waits: before a turn is made again, and before it is looked whether its model can be reached.</summary>
internal static class AgentBackOff
{
    /// <summary>A service may ask for more patience than a run has; then this is all it gets.</summary>
    public static TimeSpan LongestRetryAfter { get; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest wait between two probes.</summary>
    public static TimeSpan LongestProbe { get; } = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan _firstProbe = TimeSpan.FromSeconds(5);

    /// <summary>The wait after an attempt that failed, from 1 on.</summary>
    public static TimeSpan After(int attempt, TimeSpan? retryAfter, AgentLimits limits)
    {
        if (retryAfter is { } asked)
        {
            return asked < TimeSpan.Zero ? TimeSpan.Zero : Shorter(asked, LongestRetryAfter);
        }

        return Doubled(limits.BaseDelay, attempt - 1, limits.MaxDelay);
    }

    /// <summary>The wait before a probe, from 1 on.</summary>
    public static TimeSpan BeforeProbe(int probe) => Doubled(_firstProbe, probe - 1, LongestProbe);

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan most)
    {
        var wait = first;
        for (var time = 0; time < times && wait < most; time++)
        {
            wait += wait;
        }

        return Shorter(wait, most);
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
