using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Activities.Tests.Workspaces;
using Workflows.Activities.Tools;
using Workflows.Domain.Agents;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tests.Tools;

/// <summary>Calls tools as an agent would, each from the files that the one before left.</summary>
internal sealed class ToolBench : IAsyncDisposable
{
    public static readonly string[] All = ["fs_list", "fs_read", "fs_write", "fs_patch", "fs_search", "run_cmd"];

    private int _turn;

    private ToolBench(WorkPlace place, WorkspaceState state) => (Place, State) = (place, state);

    public WorkPlace Place { get; }

    public WorkspaceState State { get; private set; }

    public WriteScope Scope { get; set; } = WorkPlace.Work;

    public IReadOnlyList<string> Tools { get; set; } = All;

    public static async Task<ToolBench> CreateAsync((string Name, string Value)[] settings, params (string Path, string Text)[] files)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Name, one => (string?)one.Value)).Build();
        var place = WorkPlace.Create(services => services.AddTools(configuration), settings);
        return new ToolBench(place, await place.StateAsync(files));
    }

    public static Task<ToolBench> CreateAsync(params (string Path, string Text)[] files) => CreateAsync([], files);

    /// <summary>Calls a tool with arguments as C# objects.</summary>
    public Task<(ToolResult Result, string Text)> CallAsync(string tool, object arguments) => RawAsync(tool, JsonSerializer.Serialize(arguments));

    /// <summary>Calls a tool with whatever a model wrote.</summary>
    public async Task<(ToolResult Result, string Text)> RawAsync(string tool, string? arguments)
    {
        var activity = Place.Get<IServiceProvider>().GetRequiredKeyedService<IActivity<ToolCallInput, ToolResult>>(AgentActivities.CallTool.Name);
        var input = new ToolCallInput(WorkPlace.Run, "implementer-1", ++_turn, new ToolCall(1, tool, arguments, null), Tools, Scope, State);
        var result = await activity.RunAsync(new ActivityContext("child", "CallTool", "key"), input, CancellationToken.None);
        State = result.Workspace;
        return (result, await Place.Artifacts.TextAsync(result.Output));
    }

    public Task<(ToolResult Result, string Text)> RunAsync(string command) => CallAsync("run_cmd", new { command });

    public Task<Dictionary<string, string>> TextsAsync() => Place.TextsAsync(State);

    public ValueTask DisposeAsync() => Place.DisposeAsync();
}
