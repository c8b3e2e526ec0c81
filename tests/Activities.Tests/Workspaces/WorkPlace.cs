using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Execution;
using Workflows.Activities.Tests.Execution;
using Workflows.Activities.Workspaces;
using Workflows.Activities.Workspaces.Sandbox;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tests.Workspaces;

/// <summary>The real services of workspaces with an artifact store in memory.</summary>
public sealed class WorkPlace : IAsyncDisposable
{
    internal const string Run = "run-1";

    private readonly ServiceProvider _services;

    private WorkPlace(ServiceProvider services) => _services = services;

    internal static WriteScope Work { get; } = new(["workspace"], []);

    internal MemoryArtifacts Artifacts => (MemoryArtifacts)_services.GetRequiredService<IArtifactStore>();

    internal IWorkspaces Workspaces => _services.GetRequiredService<IWorkspaces>();

    internal ICommandSandbox Sandbox => _services.GetRequiredService<ICommandSandbox>();

    internal T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static WorkPlace Create(params (string Name, string Value)[] settings) => Create(null, settings);

    internal static WorkPlace Create(Action<IServiceCollection>? add, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Name, one => (string?)one.Value)).Build();
        if (configuration["Execution:Isolation"] is not "Process")
        {
            Bubblewrap.Require();
        }

        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<IArtifactStore, MemoryArtifacts>();
        add?.Invoke(services);
        services.AddChecksAndExecution(configuration).AddWorkspaces(configuration);
        return new WorkPlace(services.BuildServiceProvider());
    }

    internal Task<WorkspaceState> StateAsync(params (string Path, string Text)[] files) =>
        Workspaces.CreateAsync(Run, files.ToDictionary(file => file.Path, file => new WorkspaceChange(Encoding.UTF8.GetBytes(file.Text))), CancellationToken.None);

    /// <summary>The files of a state with their texts.</summary>
    internal async Task<Dictionary<string, string>> TextsAsync(WorkspaceState state)
    {
        var texts = new Dictionary<string, string>();
        foreach (var file in (await Workspaces.ReadAsync(state, CancellationToken.None)).Files)
        {
            texts[file.Path] = Encoding.UTF8.GetString(await Workspaces.ReadFileAsync(state, file, CancellationToken.None));
        }

        return texts;
    }

    /// <summary>Runs a shell script on a working copy.</summary>
    internal Task<SandboxResult> ShellAsync(IWorkingCopy copy, string script, double seconds = 20, string folder = "workspace") =>
        Sandbox.RunAsync(new SandboxJob(copy.Folder, ["workspace"], folder, ["sh", "-c", script], TimeSpan.FromSeconds(seconds), 64 * 1024), CancellationToken.None);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
