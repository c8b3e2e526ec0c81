using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Azurite;

/// <summary>
/// Azurite for as long as this object lives. Whoever holds the lock in its folder owns the process: starts it, takes over one that a
/// killed owner left running, and stops it. Everybody else uses what answers at the address and leaves it alone.
/// </summary>
public sealed class AzuriteServer : IAzurite
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    private readonly AzuriteOptions _options;
    private readonly ILogger _logger;
    private readonly string? _searchPath;
    private readonly string _packageFolder;
    private readonly AzuritePorts _ports;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly HttpClient _probe = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    private FileLock? _ownership;
    private AzuriteProcess? _process;
    private volatile bool _ready;
    private bool _disposed;

    /// <summary>Nothing is started yet.</summary>
    public AzuriteServer(AzuriteOptions options, ILogger<AzuriteServer> logger)
        : this(options, logger, Environment.GetEnvironmentVariable("PATH"), Path.Combine(AppContext.BaseDirectory, "azurite"))
    {
    }

    internal AzuriteServer(AzuriteOptions options, ILogger logger, string? searchPath, string packageFolder)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _logger, _searchPath, _packageFolder) = (options, logger, searchPath, packageFolder);
        _ports = AzuritePorts.From(options.BlobPort);
    }

    private enum Answer
    {
        Nothing,
        Azurite,
        Stranger,
    }

    /// <inheritdoc />
    public string ConnectionString => _ports.ConnectionString;

    internal AzuritePorts Ports => _ports;

    internal int? OwnedProcessId => _process?.Id;

    private bool IsUp => _ready && _process is not { HasExited: true };

    /// <inheritdoc />
    public async Task EnsureStartedAsync(CancellationToken cancellationToken)
    {
        if (IsUp)
        {
            return;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!IsUp)
            {
                _ready = false;
                await StartAsync(cancellationToken);
                _ready = true;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AzuriteException($"Azurite cannot keep its data in '{_options.Folder}': {failure.Message} Set Azurite:Folder to a folder that can be written.", failure);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops Azurite if it is this one's, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (!_disposed)
            {
                _disposed = true;
                await ReleaseAsync();
                _probe.Dispose();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReleaseAsync();
        Directory.CreateDirectory(_options.Folder);
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            if (FileLock.TryAcquire(Path.Combine(_options.Folder, "owner.lock")) is { } ownership)
            {
                _ownership = ownership;
                await OwnAsync(cancellationToken);
                return;
            }

            // Its owner is starting it, or long done with that.
            if (await AskAsync(cancellationToken) == Answer.Azurite)
            {
                AzuriteLog.Found(_logger, _ports.BlobAddress);
                return;
            }

            ThrowIfLate(since, _options.StartTimeout + _options.InstallTimeout);
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private async Task OwnAsync(CancellationToken cancellationToken)
    {
        try
        {
            _process = AzuriteProcess.FindLeftBehind(_options.Folder);
            switch (await AskAsync(cancellationToken))
            {
                case Answer.Stranger:
                    throw new AzuriteException(
                        $"Port {_ports.Blob} on 127.0.0.1 is taken by something that is not Azurite. End it, or set Azurite:BlobPort, or leave AzureWebJobsStorage empty to keep artifacts in a folder.");
                case Answer.Azurite when _process is null:
                    AzuriteLog.Found(_logger, _ports.BlobAddress);
                    await ReleaseAsync();
                    return;
                case Answer.Azurite:
                    AzuriteLog.Adopted(_logger, _ports.BlobAddress, _process.Id);
                    return;
                default:
                    await RestartAsync(cancellationToken);
                    return;
            }
        }
        catch
        {
            await ReleaseAsync();
            throw;
        }
    }

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        // Left behind, and listening elsewhere or not at all: two on one folder would spoil the data.
        if (_process is not null)
        {
            await StopProcessAsync();
        }

        var script = await new AzuriteInstaller(_options, _packageFolder, _searchPath, _logger).InstallAsync(cancellationToken);
        var started = AzuriteProcess.Start(_options.Folder, _ports, script, _searchPath);
        _process = started;
        var since = Stopwatch.GetTimestamp();
        while (await AskAsync(cancellationToken) != Answer.Azurite)
        {
            if (started.HasExited)
            {
                throw new AzuriteException($"Azurite ended while it was starting on port {_ports.Blob}. {AzuriteProcess.LastWords(_options.Folder)}");
            }

            ThrowIfLate(since, _options.StartTimeout);
            await Task.Delay(Pause, cancellationToken);
        }

        // Somebody with another folder may have won the port meanwhile; then ours ends, and theirs is used.
        if (started.HasExited)
        {
            AzuriteLog.Found(_logger, _ports.BlobAddress);
            await ReleaseAsync();
            return;
        }

        AzuriteLog.Started(_logger, _ports.BlobAddress, started.Id, _options.Folder);
    }

    private async Task<Answer> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _probe.GetAsync(_ports.BlobAddress, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.Headers.Server.Any(IsAzurite) ? Answer.Azurite : Answer.Stranger;
        }
        catch (HttpRequestException silent)
        {
            return silent.HttpRequestError == HttpRequestError.ConnectionError ? Answer.Nothing : Answer.Stranger;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It takes connections and says nothing.
            return Answer.Stranger;
        }
    }

    private static bool IsAzurite(ProductInfoHeaderValue server) =>
        server.Product?.Name.StartsWith("Azurite", StringComparison.OrdinalIgnoreCase) ?? false;

    private void ThrowIfLate(long since, TimeSpan limit)
    {
        if (Stopwatch.GetElapsedTime(since) > limit)
        {
            throw new AzuriteException($"Azurite did not answer at {_ports.BlobAddress} within {limit.TotalSeconds:0} s. {AzuriteProcess.LastWords(_options.Folder)}");
        }
    }

    private async Task StopProcessAsync()
    {
        var process = _process!;
        _process = null;
        var id = process.Id;
        if (await process.StopAsync(_options.Folder, StopPatience))
        {
            AzuriteLog.Stopped(_logger, id);
        }
        else
        {
            AzuriteLog.Killed(_logger, id, StopPatience.TotalSeconds);
        }

        process.Dispose();
    }

    private async Task ReleaseAsync()
    {
        _ready = false;
        if (_process is not null)
        {
            await StopProcessAsync();
        }

        if (_ownership is not null)
        {
            await _ownership.DisposeAsync();
            _ownership = null;
        }
    }
}
