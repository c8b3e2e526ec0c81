using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Activities.ImplementTask;
using Workflows.Activities.Prompts;
using Workflows.Activities.Tests.Workspaces;
using Workflows.Domain.Artifacts;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tests.ImplementTask;

/// <summary>The real activities of <c>implement-task</c> over files of a task.</summary>
internal sealed class TaskPlace : IAsyncDisposable
{
    private readonly string _prompts = Directory.CreateTempSubdirectory("workflows-prompts-").FullName;

    private TaskPlace() => Place = WorkPlace.Create(
        services => services
            .AddPrompts(new ConfigurationBuilder().AddInMemoryCollection([new("Prompts:Folder", _prompts)]).Build())
            .AddImplementTask(),
        ("Execution:Isolation", "Process"));

    public WorkPlace Place { get; }

    public static TaskPlace Create() => new();

    public Task<WorkspaceState> StateAsync(params (string Path, string Text)[] files) => Place.StateAsync(files);

    public void HostPrompt(string file, string text)
    {
        Directory.CreateDirectory(Path.Combine(_prompts, "agents"));
        File.WriteAllText(Path.Combine(_prompts, "agents", file), text);
    }

    public Task<TOutput> RunAsync<TInput, TOutput>(ActivityDefinition<TInput, TOutput> activity, TInput input) =>
        Place.Get<IServiceProvider>().GetRequiredKeyedService<IActivity<TInput, TOutput>>(activity.Name).RunAsync(new ActivityContext(WorkPlace.Run, activity.Name, "key"), input, CancellationToken.None);

    public Task<ArtifactRef> WriteAsync(string name, string text) =>
        Place.Artifacts.WriteAsync(WorkPlace.Run, name, Encoding.UTF8.GetBytes(text), "text/plain", CancellationToken.None);

    public async Task<string> ReadAsync(ArtifactRef artifact) =>
        Encoding.UTF8.GetString((await Place.Artifacts.ReadAsync(artifact.RunId, artifact.Name, CancellationToken.None))!);

    public async Task<TaskBrief> TaskAsync(string text = "# Greeter\n\nWrite it.") => new("Greeter", await WriteAsync("task/current.md", text), false);

    public async ValueTask DisposeAsync()
    {
        await Place.DisposeAsync();
        Directory.Delete(_prompts, recursive: true);
    }
}
