using System.Security.Cryptography;
using System.Text;
using Workflows.Activities.Workspaces;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tests.Agents;

/// <summary>States of files in memory, and a fresh folder for each working copy. What lies outside of the scope is dropped.</summary>
internal sealed class PlainWorkspaces(string root) : IWorkspaces
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _states = [];
    private int _copies;

    public WorkspaceState State(params (string Path, string Text)[] files)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', files.Order()))));
        _states[name] = files.ToDictionary(file => file.Path, file => file.Text);
        return new WorkspaceState(new ArtifactRef(AgentHost.RunId, $"workspace/states/{name}.json", 1, name, "application/json"), files.Length, 1);
    }

    public IReadOnlyDictionary<string, string> Files(WorkspaceState state) => _states[state.Manifest.Sha256];

    public Task<IWorkingCopy> OpenAsync(string runId, string name, WorkspaceState state, bool clean, CancellationToken cancellationToken)
    {
        Assert.True(clean);
        var folder = Path.Combine(root, "copies", $"{++_copies}");
        foreach (var (path, text) in Files(state))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllText(Path.Combine(folder, path), text);
        }

        return Task.FromResult<IWorkingCopy>(new Copy(this, folder));
    }

    public Task<WorkspaceManifest> ReadAsync(WorkspaceState state, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<byte[]> ReadFileAsync(WorkspaceState state, WorkspaceFile file, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<WorkspaceState> ChangeAsync(string runId, WorkspaceState state, IReadOnlyDictionary<string, byte[]?> changes, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<WorkspaceState> ChangeAsync(string runId, WorkspaceState state, IReadOnlyDictionary<string, WorkspaceChange?> changes, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<WorkspaceState> CreateAsync(string runId, IReadOnlyDictionary<string, WorkspaceChange> files, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private sealed class Copy(PlainWorkspaces workspaces, string folder) : IWorkingCopy
    {
        public string Folder => folder;

        public Task<(WorkspaceState State, IReadOnlyList<string> Dropped)> CaptureAsync(WriteScope scope, CancellationToken cancellationToken)
        {
            var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), Text: File.ReadAllText(file))).ToList();
            return Task.FromResult<(WorkspaceState, IReadOnlyList<string>)>((
                workspaces.State([.. files.Where(file => scope.Allows(file.Path))]),
                [.. files.Where(file => !scope.Allows(file.Path)).Select(file => $"{file.Path}: outside of the scope")]));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
