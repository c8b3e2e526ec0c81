namespace Microsoft.DurableTask;

/// <summary>The engine's own retries. The app makes its retries itself, so this is a name in signatures only.</summary>
public sealed class TaskRetryOptions
{
    private TaskRetryOptions()
    {
    }
}
