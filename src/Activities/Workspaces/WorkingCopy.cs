using Workflows.Domain.Agents;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces;

/// <summary>A working copy in somebody's hands.</summary>
internal sealed class WorkingCopy(RunWorkspaces workspaces, string runId, WorkspaceState state, WorkspaceManifest manifest, string folder, Action release) : IWorkingCopy
{
    private bool _released;

    /// <inheritdoc />
    public string Folder => folder;

    /// <inheritdoc />
    public async Task<(WorkspaceState State, IReadOnlyList<string> Dropped)> CaptureAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var capture = new CopyCapture(folder, manifest, scope);
        await capture.LookAsync(cancellationToken);
        return (await workspaces.ChangeAsync(runId, state, capture.Changes, cancellationToken), capture.Dropped);
    }

    public ValueTask DisposeAsync()
    {
        if (!_released)
        {
            _released = true;
            release();
        }

        return ValueTask.CompletedTask;
    }
}
