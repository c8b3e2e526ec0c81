namespace Workflows.Http.Tests.Live;

/// <summary>A connection whose other end reads nothing: whoever writes waits.</summary>
internal sealed class UnreadStream : MemoryStream
{
    private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody waits.</summary>
    public Task Full => _full.Task;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var never = Task.Delay(Timeout.Infinite, cancellationToken);
        _full.TrySetResult();
        await never;
    }
}
