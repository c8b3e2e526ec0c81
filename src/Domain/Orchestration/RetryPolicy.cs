namespace Workflows.Domain.Orchestration;

/// <summary>How often, and how far apart, a failed activity or sub-orchestration is tried again. The waits are durable timers.</summary>
/// <param name="MaxAttempts">All attempts, the first one included; at least 1.</param>
/// <param name="FirstRetryInterval">The wait before the second attempt; more than zero.</param>
public sealed record RetryPolicy(int MaxAttempts, TimeSpan FirstRetryInterval)
{
    /// <summary>What the wait is multiplied by after each further attempt; at least 1.</summary>
    public double BackoffCoefficient { get; init; } = 1.0;

    /// <summary>The longest wait between two attempts. The default is one hour, as in Durable Task.</summary>
    public TimeSpan MaxRetryInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>No attempt starts later than this after the first one. The default is no limit.</summary>
    public TimeSpan RetryTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Error types (<see cref="FailureDetails.ErrorType"/>) that no further attempt can mend, so that none is made.</summary>
    public IReadOnlyList<string> NonRetryableErrorTypes { get; init; } = [];

    /// <summary>The wait before attempt <paramref name="nextAttempt"/> (2 is the first retry).</summary>
    public TimeSpan DelayBefore(int nextAttempt)
    {
        var factor = Math.Pow(BackoffCoefficient, Math.Max(0, nextAttempt - 2));
        var ticks = FirstRetryInterval.Ticks * factor;
        return ticks >= MaxRetryInterval.Ticks ? MaxRetryInterval : TimeSpan.FromTicks((long)ticks);
    }

    /// <summary>Whether a further attempt is made after <paramref name="failedAttempts"/> attempts that took <paramref name="elapsed"/> so far.</summary>
    public bool AllowsAnother(int failedAttempts, TimeSpan elapsed, FailureDetails failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failedAttempts < MaxAttempts
            && (RetryTimeout == Timeout.InfiniteTimeSpan || elapsed + DelayBefore(failedAttempts + 1) <= RetryTimeout)
            && !NonRetryableErrorTypes.Any(failure.IsCausedBy);
    }
}
