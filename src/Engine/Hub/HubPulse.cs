namespace Workflows.Engine.Hub;

/// <summary>Counts the changes of a hub, so that whoever shows many instances can wait for the next one. While nobody waits, a change costs an addition.</summary>
internal sealed class HubPulse
{
    private readonly Lock _gate = new();
    private long _beats;
    private TaskCompletionSource? _next;

    /// <summary>Something has changed.</summary>
    public void Beat()
    {
        TaskCompletionSource? next;
        lock (_gate)
        {
            _beats++;
            (next, _next) = (_next, null);
        }

        next?.SetResult();
    }

    /// <summary>The count, once it is another one than was last seen.</summary>
    public async Task<long> OtherThanAsync(long? lastSeen, CancellationToken cancellationToken)
    {
        Task next;
        lock (_gate)
        {
            if (_beats != lastSeen)
            {
                return _beats;
            }

            next = (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        await next.WaitAsync(cancellationToken);
        lock (_gate)
        {
            return _beats;
        }
    }
}
