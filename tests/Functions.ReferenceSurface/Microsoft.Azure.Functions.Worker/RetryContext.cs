namespace Microsoft.Azure.Functions.Worker;

/// <summary>The host's own retries of a function.</summary>
public abstract class RetryContext
{
    /// <summary>Which retry it is.</summary>
    public abstract int RetryCount { get; }

    /// <summary>How many there may be.</summary>
    public abstract int MaxRetryCount { get; }
}
