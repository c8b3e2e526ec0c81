using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

/// <summary>
/// A place where an engine lives: a store that outlasts the engine, so that a test can stop the engine and start it again with other code.
/// Each engine that stands behind the port brings one host, and the whole contract runs on it.
/// </summary>
public abstract class EngineHost : IAsyncDisposable
{
    /// <summary>Most bytes that one payload may have on this host.</summary>
    public abstract int MaxPayloadBytes { get; }

    /// <summary>The clock that the engine is started with. Hosts whose engine has a clock of its own cannot run the time-skipping contracts.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Takes what the engine and the orchestrators log.</summary>
    public ILoggerFactory Loggers { get; set; } = NullLoggerFactory.Instance;

    /// <summary>The client of the running engine.</summary>
    public abstract OrchestrationClient Client { get; }

    /// <summary>Starts the engine on the host's store.</summary>
    public abstract Task StartAsync(TaskRegistry registry);

    /// <summary>Stops the engine in good order; the store stays.</summary>
    public abstract Task StopAsync();

    /// <summary>Stops the engine and starts it again, with the same code or with another.</summary>
    public async Task RestartAsync(TaskRegistry registry)
    {
        await StopAsync();
        await StartAsync(registry);
    }

    /// <summary>Stops the engine and deletes the store.</summary>
    public abstract ValueTask DisposeAsync();
}
