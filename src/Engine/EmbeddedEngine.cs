using Microsoft.Extensions.Logging;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine;

/// <summary>The embedded durable engine: one process, one SQLite file, no server.</summary>
public sealed class EmbeddedEngine : IAsyncDisposable
{
    /// <summary>Opens the hub, takes up what was unfinished, and starts to work.</summary>
    public static Task<EmbeddedEngine> StartAsync(
        TaskHubOptions options, TaskRegistry registry, ILoggerFactory loggers, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Starts, queries and controls instances.</summary>
    public OrchestrationClient Client => throw new NotSupportedException();

    /// <summary>Version and origin of the SQLite library, for example <c>SQLite 3.40.1 (system)</c>.</summary>
    public string StoreVersion => throw new NotSupportedException();

    /// <summary>Stops taking work, lets running activities finish, and closes the file. What did not finish is resumed at the next start.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
