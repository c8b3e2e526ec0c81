namespace Workflows.Activities.Checks;

/// <summary>Runs work that descends by recursion on a thread with a deep stack. Memory is only taken for what is used of it.</summary>
internal static class DeepStack
{
    private const int Bytes = 256 * 1024 * 1024;

    /// <summary>Runs it.</summary>
    public static Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(
            () =>
            {
                try
                {
                    done.SetResult(work());
                }
                catch (Exception error) when (error is not OutOfMemoryException)
                {
                    done.SetException(error);
                }
            },
            Bytes)
        { IsBackground = true, Name = "code" };
        thread.Start();
        return done.Task;
    }
}
