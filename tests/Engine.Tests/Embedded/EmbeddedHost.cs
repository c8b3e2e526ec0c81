using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Embedded;

/// <summary>The embedded engine on a file in a folder of its own.</summary>
public class EmbeddedHost : EngineHost
{
    private readonly TemporaryFolder _folder = new();
    private EmbeddedEngine? _engine;

    public override int MaxPayloadBytes => Options.MaxPayloadBytes;

    public override OrchestrationClient Client => Engine.Client;

    /// <summary>How the engine is started; the clock is the host's.</summary>
    public TaskHubOptions Options { get; set; }

    public EmbeddedEngine Engine => _engine ?? throw new InvalidOperationException("The engine was not started.");

    public EmbeddedHost() => Options = new TaskHubOptions { Path = _folder.File("hub.db"), Converter = TestJson.Converter };

    public override async Task StartAsync(TaskRegistry registry) =>
        _engine = await EmbeddedEngine.StartAsync(Options with { TimeProvider = Time }, registry, Loggers);

    public override async Task StopAsync()
    {
        if (_engine is { } engine)
        {
            _engine = null;
            await engine.DisposeAsync();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
