using Microsoft.Extensions.Logging;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Hub;
using Workflows.Engine.Store;
using Workflows.Engine.Worker;

namespace Workflows.Engine;

/// <summary>The embedded durable engine: one process, one SQLite file, no server.</summary>
public sealed class EmbeddedEngine : IAsyncDisposable
{
    private static readonly TimeSpan LongestQuietWait = TimeSpan.FromSeconds(5);

    private readonly TaskHubOptions _options;
    private readonly HubLock _lock;
    private readonly TaskHub _hub;
    private readonly OrchestrationWorker _orchestrations;
    private readonly ActivityWorker _activities;
    private int _disposed;

    private EmbeddedEngine(TaskHubOptions options, TaskRegistry registry, ILoggerFactory loggers, HubLock hubLock, HubTransaction transaction)
    {
        (_options, _lock) = (options, hubLock);
        _hub = new TaskHub(new StoreWriter(transaction), new HubReader(options.Path), options.TimeProvider, loggers.CreateLogger<TaskHub>());
        _orchestrations = new OrchestrationWorker(_hub, options, registry, loggers);
        _activities = new ActivityWorker(_hub, options, registry, loggers);
        Client = new HubClient(_hub, options, registry);
    }

    /// <summary>Starts, queries and controls instances.</summary>
    public OrchestrationClient Client { get; }

    /// <summary>Version and origin of the SQLite library, for example <c>SQLite 3.40.1 (system)</c>.</summary>
    public string StoreVersion { get; } = SqliteLibrary.Version;

    /// <summary>Opens the hub, takes up what was unfinished, and starts to work.</summary>
    /// <exception cref="TaskHubException">The file cannot be used; the message says why and what to do.</exception>
    public static Task<EmbeddedEngine> StartAsync(
        TaskHubOptions options, TaskRegistry registry, ILoggerFactory loggers, CancellationToken cancellationToken = default) =>
        StartAsync(options, registry, loggers, faults: null, cancellationToken);

    internal static async Task<EmbeddedEngine> StartAsync(
        TaskHubOptions options, TaskRegistry registry, ILoggerFactory loggers, StoreFaults? faults, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(loggers);
        cancellationToken.ThrowIfCancellationRequested();
        CreateFolder(options.Path);
        var hubLock = HubLock.Acquire(options.Path);
        EmbeddedEngine? engine = null;
        try
        {
            engine = new EmbeddedEngine(options, registry, loggers, hubLock, new HubTransaction(HubSchema.OpenForWriting(options.Path), faults));
            await engine._hub.StartAsync(new InProcessWorker(engine._orchestrations, engine._activities));
            return engine;
        }
        catch
        {
            if (engine is not null)
            {
                await engine.DisposeAsync();
            }
            else
            {
                hubLock.Dispose();
            }

            throw;
        }
    }

    /// <summary>Stops taking work, lets running activities finish, and closes the file. What did not finish is resumed at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        _hub.Drain();
        await _activities.DrainAsync(_options.DrainTimeout);
        await Task.WhenAny(_hub.QuietAsync(), Task.Delay(LongestQuietWait));
        await _orchestrations.StopAsync();
        // The writer last: the last connection to close moves the write-ahead log into the file, and a reader cannot.
        _hub.Reader.Dispose();
        _hub.Writer.Dispose();
        _hub.Watch.Close();
        _hub.Pulse.Beat();
        _hub.Dispose();
        _activities.Dispose();
        _lock.Dispose();
    }

    private static void CreateFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TaskHubException(TaskHubError.NotWritable,
                $"The folder of the task hub '{path}' cannot be created: {failure.Message} Check its permissions, or choose another hub file.", failure);
        }
    }
}
