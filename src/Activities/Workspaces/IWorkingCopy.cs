using Workflows.Domain.Agents;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces;

/// <summary>The files of a state in a folder of this machine.</summary>
internal interface IWorkingCopy : IAsyncDisposable
{
    /// <summary>Full path of the folder.</summary>
    string Folder { get; }

    /// <summary>What the folder holds now, as far as the scope allows it to differ: links, special files and changes outside of the scope are not taken.</summary>
    /// <returns>The state, and what was not taken, with the reason.</returns>
    Task<(WorkspaceState State, IReadOnlyList<string> Dropped)> CaptureAsync(WriteScope scope, CancellationToken cancellationToken);
}
