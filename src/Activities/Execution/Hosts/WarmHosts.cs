using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Workflows.Activities.Execution.Hosts;

/// <summary>
/// Keeps one host warm. The first request finds out which fence works on this machine; from then on a host is ready before it is asked for.
/// </summary>
internal sealed partial class WarmHosts(IOptions<ExecutionOptions> options, IsolationPolicy policy, HostTools tools, ILogger<WarmHosts> logger) : IAsyncDisposable
{
    private const int StartAttempts = 3;

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

    /// <summary>
    /// Finds out whether the wanted fence works on this machine, and keeps the host that it started for that. A fence that worked once
    /// is not asked again.
    /// </summary>
    /// <returns>Why none works; null when one does.</returns>
    /// <exception cref="InvalidOperationException">No host starts, for a reason that may pass.</exception>
    public async Task<string?> WhyNoneWorksAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            if (_fence is not null)
            {
                return null;
            }

            var (host, mayPass) = await StartFirstAsync(cancellationToken);
            if (host is null)
            {
                return mayPass ? throw NoHost() : Refused;
            }

            _next = Task.FromResult(host);
            return null;
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

    private async Task<HostProcess> StartAsync(CancellationToken cancellationToken) =>
        _fence is not null ? await StartAgainAsync(_fence, cancellationToken) : (await StartFirstAsync(cancellationToken)).Host ?? throw NoHost();

    // The fence has worked before. Without namespaces, what a hostile test left behind may kill a host that is just starting, so one
    // failure is no verdict.
    private async Task<HostProcess> StartAgainAsync(Fence fence, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StartOneAsync(fence, cancellationToken);
            }
            catch (HostStartException error) when (attempt < StartAttempts)
            {
                LogStartFailed(logger, fence, error.Message);
            }
        }
    }

    // The first fence in which a host starts is kept. Without one: whether the reason may pass.
    private async Task<(HostProcess? Host, bool MayPass)> StartFirstAsync(CancellationToken cancellationToken)
    {
        var mayPass = false;
        _refused.Clear();
        if (options.Value.Isolation == IsolationChoice.Auto && !policy.Supported.Contains(IsolationChoice.Bubblewrap))
        {
            _refused.Add($"bubblewrap: {policy.Host} does not support it");
        }

        foreach (var fence in Fence.Wanted(options.Value.Isolation, policy))
        {
            try
            {
                var host = await StartOneAsync(fence, cancellationToken);
                _fence = fence;
                LogFence(logger, fence, _refused.Count == 0 ? "" : $", because others do not work here: {Refused}");
                return (host, false);
            }
            catch (HostStartException error)
            {
                mayPass |= !error.FenceIsUnusable;
                _refused.Add($"{fence}: {error.Message}");
            }
        }

        if (_refused.Count == 0)
        {
            _refused.Add("this machine has no such mode; bubblewrap takes Linux");
        }

        return (null, mayPass);
    }

    private InvalidOperationException NoHost() =>
        new($"Generated tests cannot be executed, because no host starts ({Refused}). Setting {ExecutionOptions.Section}:Isolation is {options.Value.Isolation}.");

    private Task<HostProcess> StartOneAsync(Fence fence, CancellationToken cancellationToken) =>
        HostProcess.StartAsync(fence, _scratch.Value, _spawner.Value, tools, options.Value, cancellationToken);

    [LoggerMessage(Level = LogLevel.Information, Message = "Generated tests run in {Fence}{Refused}")]
    private static partial void LogFence(ILogger logger, Fence fence, string refused);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A host in {Fence} did not start: {Reason}")]
    private static partial void LogStartFailed(ILogger logger, Fence fence, string reason);
}
