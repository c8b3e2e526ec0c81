namespace Workflows.Activities.Execution.Hosts;

/// <summary>Looks again and again at what a host uses that no fence bounds, and says when it is too much.</summary>
internal sealed class HostWatch : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _exceeded = new();
    private readonly HostProcess _host;
    private readonly ExecutionOptions _options;
    private readonly ITimer _timer;

    public HostWatch(HostProcess host, ExecutionOptions options, TimeProvider time)
    {
        (_host, _options) = (host, options);
        _timer = time.CreateTimer(static watch => ((HostWatch)watch!).LookAgain(), this, Look, Look);
    }

    /// <summary>Cancelled when the host uses too much.</summary>
    public CancellationToken Exceeded => _exceeded.Token;

    /// <summary>What it used too much of; null while it has not.</summary>
    public string? Reason { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        _exceeded.Dispose();
    }

    private void LookAgain()
    {
        if (Reason is not null)
        {
            return;
        }

        Reason = _host.Log.Total > _options.FloodMegabytes * 1024L * 1024 ? $"the test printed more than {_options.FloodMegabytes} MB"
            : !_host.Fence.Bubblewrap && _host.Threads(_options.Processes) > _options.Processes ? $"the test started more than {_options.Processes} processes and threads"
            : null;
        if (Reason is not null)
        {
            _exceeded.Cancel();
        }
    }
}
