using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Workflows.Activities.Execution.Hosts;

/// <summary>
/// Keeps one host warm. The first request finds out which fence works on this machine; from then on a host is ready before it is asked for.
/// </summary>
internal sealed partial class WarmHosts(IOptions<ExecutionOptions> options, ILogger<WarmHosts> logger) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lazy<ExecutionScratch> _scratch = new(() => new ExecutionScratch());
    private readonly Lazy<ProcessSpawner> _spawner = new(() => new ProcessSpawner());
    private readonly List<string> _refused = [];
    private Fence? _fence;
    private Task<HostProcess>? _next;

    /// <summary>Why stronger fences than the chosen one do not work here, for people; empty when the strongest works.</summary>
    public string Refused => string.Join("; ", _refused);

    /// <summary>A warm host, for one job. The caller disposes it.</summary>
    /// <exception cref="InvalidOperationException">No host starts in any fence that the settings allow.</exception>
    public async Task<HostProcess> TakeAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            var ready = await TakeNextAsync(cancellationToken);
            var host = ready is { IsAlive: true } ? ready : await StartAsync(cancellationToken);
            _next = StartOneAsync(_fence!, _stop.Token);
            return host;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync();
        await _gate.WaitAsync();
        if (_next is { } next)
        {
            await next.ContinueWith(static task => task.IsCompletedSuccessfully ? task.Result.DisposeAsync().AsTask() : Task.CompletedTask, TaskScheduler.Default).Unwrap();
        }

        if (_spawner.IsValueCreated)
        {
            _spawner.Value.Dispose();
        }

        if (_scratch.IsValueCreated)
        {
            _scratch.Value.Dispose();
        }

        _gate.Dispose();
        _stop.Dispose();
    }

    private async Task<HostProcess?> TakeNextAsync(CancellationToken cancellationToken)
    {
        if (_next is not { } next)
        {
            return null;
        }

        try
        {
            var host = await next.WaitAsync(cancellationToken);
            _next = null;
            if (host.IsAlive)
            {
                return host;
            }

            await host.DisposeAsync();
        }
        catch (HostStartException error)
        {
            // It worked before; try anew, and let that attempt speak.
            LogStartFailed(logger, _fence!, error.Message);
            _next = null;
        }

        return null;
    }

    private async Task<HostProcess> StartAsync(CancellationToken cancellationToken)
    {
        if (_fence is not null)
        {
            return await StartOneAsync(_fence, cancellationToken);
        }

        _refused.Clear();
        foreach (var fence in Fence.Wanted(options.Value.Isolation))
        {
            try
            {
                var host = await StartOneAsync(fence, cancellationToken);
                _fence = fence;
                LogFence(logger, fence, _refused.Count == 0 ? "" : $", because others do not work here: {Refused}");
                return host;
            }
            catch (HostStartException error)
            {
                _refused.Add($"{fence}: {error.Message}");
            }
        }

        throw new InvalidOperationException($"Generated tests cannot be executed, because no host starts ({Refused}). Setting {ExecutionOptions.Section}:Isolation is {options.Value.Isolation}.");
    }

    private Task<HostProcess> StartOneAsync(Fence fence, CancellationToken cancellationToken) =>
        HostProcess.StartAsync(fence, _scratch.Value, _spawner.Value, options.Value, cancellationToken);

    [LoggerMessage(Level = LogLevel.Information, Message = "Generated tests run in {Fence}{Refused}")]
    private static partial void LogFence(ILogger logger, Fence fence, string refused);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A host in {Fence} did not start: {Reason}")]
    private static partial void LogStartFailed(ILogger logger, Fence fence, string reason);
}
