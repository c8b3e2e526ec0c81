using System.Text;
using Workflows.Activities.Tests.Execution;
using Workflows.Activities.Workspaces;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tests.Workspaces;

/// <summary>States in the real store over artifacts in memory.</summary>
internal sealed class TestStates : IDisposable
{
    private readonly WorkspaceScratch _scratch = new();

    public TestStates() => Workspaces = new RunWorkspaces(new WorkspaceStates(Artifacts), _scratch);

    public MemoryArtifacts Artifacts { get; } = new();

    public RunWorkspaces Workspaces { get; }

    public Task<WorkspaceState> Of(params (string Path, string Text)[] files) => Of(files.Select(file => (file.Path, Encoding.UTF8.GetBytes(file.Text), false)));

    public Task<WorkspaceState> Of(IEnumerable<(string Path, byte[] Content, bool Executable)> files) => Workspaces.CreateAsync(
        "run-1", files.ToDictionary(file => file.Path, file => new WorkspaceChange(file.Content, file.Executable)), CancellationToken.None);

    public void Dispose()
    {
        Workspaces.Dispose();
        _scratch.Dispose();
    }
}
