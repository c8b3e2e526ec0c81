using Workflows.Domain.Agents;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces;

/// <summary>
/// The files of runs: states in the artifact store, and working copies of them on this machine. A working copy is a cache; it may be deleted
/// at any time.
/// </summary>
internal interface IWorkspaces
{
    /// <summary>The files of a state.</summary>
    Task<WorkspaceManifest> ReadAsync(WorkspaceState state, CancellationToken cancellationToken);

    /// <summary>The content of a file.</summary>
    Task<byte[]> ReadFileAsync(WorkspaceState state, WorkspaceFile file, CancellationToken cancellationToken);

    /// <summary>Another state, which differs from one by some files: a content, or null for a file that is deleted.</summary>
    Task<WorkspaceState> ChangeAsync(string runId, WorkspaceState state, IReadOnlyDictionary<string, byte[]?> changes, CancellationToken cancellationToken);

    /// <summary>The same, with a say on whether files may be executed.</summary>
    Task<WorkspaceState> ChangeAsync(string runId, WorkspaceState state, IReadOnlyDictionary<string, WorkspaceChange?> changes, CancellationToken cancellationToken);

    /// <summary>A state that holds these files and no others.</summary>
    Task<WorkspaceState> CreateAsync(string runId, IReadOnlyDictionary<string, WorkspaceChange> files, CancellationToken cancellationToken);

    /// <summary>A working copy that holds exactly the files of a state. One at a time has it; the caller disposes it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="name">Which copy: what git ignores (build results) stays in it between its uses.</param>
    /// <param name="state">The files.</param>
    /// <param name="clean">Whether nothing else may be in it, no build results either.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task<IWorkingCopy> OpenAsync(string runId, string name, WorkspaceState state, bool clean, CancellationToken cancellationToken);
}
