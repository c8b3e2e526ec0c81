namespace Microsoft.DurableTask;

/// <summary>How a task is called.</summary>
public record TaskOptions
{
    /// <summary>With or without retries.</summary>
    public TaskOptions(TaskRetryOptions? retry = null) => Retry = retry;

    /// <summary>The retries; null for none.</summary>
    public TaskRetryOptions? Retry { get; init; }
}
