using System.Text;
using Workflows.Activities.Workspaces;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.ImplementTask;

/// <summary>Reads files of a state as texts.</summary>
internal sealed class TaskFiles(IWorkspaces workspaces, WorkspaceState state, WorkspaceManifest manifest)
{
    /// <summary>Opens a state.</summary>
    public static async Task<TaskFiles> OpenAsync(IWorkspaces workspaces, WorkspaceState state, CancellationToken cancellationToken) =>
        new(workspaces, state, await workspaces.ReadAsync(state, cancellationToken));

    /// <summary>Paths of the files below a folder.</summary>
    /// <param name="folder">The folder, without a slash at the end.</param>
    public IReadOnlyList<string> Below(string folder) =>
        [.. manifest.Files.Select(file => file.Path).Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal))];

    /// <summary>The text of a file; null when there is none of that name.</summary>
    public async Task<string?> FindAsync(string path, CancellationToken cancellationToken) =>
        manifest.Files.FirstOrDefault(file => file.Path == path) is { } file
            ? Encoding.UTF8.GetString(await workspaces.ReadFileAsync(state, file, cancellationToken)).TrimStart('\uFEFF')
            : null;
}
