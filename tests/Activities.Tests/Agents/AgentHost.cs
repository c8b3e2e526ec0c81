using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Agents;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Audit;
using Workflows.Activities.Budgets;
using Workflows.Activities.Models;
using Workflows.Activities.Tests.Models;
using Workflows.Activities.Tools;
using Workflows.Activities.Workspaces;
using Workflows.Activities.Workspaces.Sandbox;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tests.Agents;

/// <summary>An agent's activities over a real store, and the caller who makes turn after turn as the orchestrator does.</summary>
internal sealed class AgentHost : IAsyncDisposable
{
    public const string Key = "sk-marker-8f1c2d3e";
    public const string RunId = "alice~shop~run-1";

    private readonly string _root = Directory.CreateTempSubdirectory("workflows-agents-").FullName;
    private readonly Dictionary<string, string?> _settings;
    private readonly IAgentScript? _script;
    private ServiceProvider _services;
    private AgentTurnInput? _input;

    public AgentHost(ModelServer? server, IAgentScript? script = null, params (string Name, string Value)[] settings)
    {
        _script = script;
        Store = new FailingStore(new FolderArtifactStore(_root));
        _settings = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value);
        _settings["Audit:Folder"] = Path.Combine(_root, "audit");
        _settings["Budgets:Folder"] = Path.Combine(_root, "budgets");
        if (server is not null)
        {
            _settings["USE_REAL_LLM"] = "true";
            _settings["LLM_API_KEY"] = Key;
            _settings["LLM_BASE_URL"] = server.BaseUrl;
            _settings.TryAdd("LLM_MODEL", "qwen-max");
        }

        Workspaces = new PlainWorkspaces(_root);
        _services = Build();
    }

    public FailingStore Store { get; }

    public MovedTime Time { get; } = new();

    public PlainWorkspaces Workspaces { get; }

    public PlainSandbox Sandbox { get; } = new();

    public RecordingLogger Log { get; } = new();

    public string Root => _root;

    public IServiceProvider Services => _services;

    /// <summary>The turn that is asked next.</summary>
    public AgentTurnInput Input
    {
        get => _input ??= FirstAsync().GetAwaiter().GetResult();
        set => _input = value;
    }

    /// <summary>A new process: nothing but the folder is left.</summary>
    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        _services = Build();
    }

    public Task<AgentTurn> AskAsync(AgentTurnInput input) => _services
        .GetRequiredKeyedService<IActivity<AgentTurnInput, AgentTurn>>("AskAgent")
        .RunAsync(new ActivityContext("child", "AskAgent", "some-key"), Crossed(input), CancellationToken.None);

    /// <summary>Asks the next turn; its calls are then answered with these outputs.</summary>
    public async Task<AgentTurn> TurnAsync(params string[] outputs)
    {
        var turn = await AskAsync(Input);
        Input = await NextAsync(Input, turn, outputs);
        return turn;
    }

    public async Task<AgentTurnInput> NextAsync(AgentTurnInput input, AgentTurn turn, params string[] outputs)
    {
        var results = new List<ToolResult>();
        foreach (var call in turn.Calls)
        {
            var output = outputs.ElementAtOrDefault(call.Index - 1) ?? "done";
            var stored = await WriteAsync($"agents/{input.Agent}/turn-{input.Turn:0000}.call-{call.Index}.txt", output);
            results.Add(new ToolResult(call.Index, call.Name, stored, false, $"{call.Name} made in turn {input.Turn}", 0.1, new WorkspaceState(stored, 1, 1)));
        }

        return input with { Turn = input.Turn + 1, Before = turn.Record, Results = results, CompactedTo = turn.CompactedTo };
    }

    public Task<ArtifactRef> WriteAsync(string name, string text) => Store.WriteAsync(RunId, name, Encoding.UTF8.GetBytes(text), "text/plain", default);

    public async Task<string> ReadAsync(ArtifactRef artifact) => Encoding.UTF8.GetString((await Store.ReadAsync(artifact.RunId, artifact.Name, default))!);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private async Task<AgentTurnInput> FirstAsync() => new(
        RunId, "implementer-1", "implementer", 1, 1, await WriteAsync("agents/implementer-1/instructions.md", "You write code."),
        await WriteAsync("agents/implementer-1/prompt.md", "Write a greeter."), ["fs_read", "fs_write"], [], 0, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    // As history carries it.
    private static AgentTurnInput Crossed(AgentTurnInput input) =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(input, WorkflowJson.Default.AgentTurnInput), WorkflowJson.Default.AgentTurnInput)!;

    private ServiceProvider Build()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(_settings).Build();
        var services = new ServiceCollection()
            .AddSingleton<IArtifactStore>(Store)
            .AddSingleton<IOfflineWriter, NoWriter>()
            .AddSingleton<IToolCatalog, TestCatalog>()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IWorkspaces>(Workspaces)
            .AddSingleton<ICommandSandbox>(Sandbox)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddAudit(configuration)
            .AddBudgets(configuration)
            .AddModels(configuration);
        if (_script is not null)
        {
            services.AddSingleton(_script);
        }

        return services.AddAgents(configuration).BuildServiceProvider();
    }

    private sealed class NoWriter : IOfflineWriter
    {
        public string Write(ReadOnlyMemory<byte> api, CancellationToken cancellationToken) => "";
    }
}
