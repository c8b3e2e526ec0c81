using Microsoft.Extensions.Logging;
using Workflows.Activities.Audit;
using Workflows.Activities.Forks;
using Workflows.Activities.SourceControl;
using Workflows.Activities.Workspaces.Diffs;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Delivery;

/// <summary>Commits what differs between two states, exactly once. Only the branch changes: neither index nor work tree of the repository is touched.</summary>
internal sealed class CommitWorkspaceActivity(
    IWorkspaces workspaces, ForkReader forks, CommitTargets targets, ClonedRepository repository, IAuditLog audit, TimeProvider time, ILogger<CommitWorkspaceActivity> logger)
    : IActivity<CommitWorkspaceInput, CommitResult>
{
    /// <inheritdoc />
    public async Task<CommitResult> RunAsync(ActivityContext context, CommitWorkspaceInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (before, after) = (await workspaces.ReadAsync(input.Before, cancellationToken), await workspaces.ReadAsync(input.After, cancellationToken));
        var files = StateComparison.Between(before, after, input.Folders);
        if (files.Count == 0)
        {
            return CommitResult.Nothing;
        }

        var target = await targets.FindAsync(input.Repository, cancellationToken);
        files = [.. files.Where(file => target.PathOf(file.Path) is not null)];
        if (files.Count == 0)
        {
            return CommitResult.Nothing;
        }

        WorkspaceCommit.Check(files, after, target);
        var request = WorkspaceCommit.Request(input, files, target, await forks.ReadAsync(input.RunId, cancellationToken));
        var contents = await ReadAsync(input, files, target, cancellationToken);
        return await new CommitTry(repository, audit, time, logger).MakeAsync(
            target.Remote, request, new CommitContents(contents, target.IsShared ? BegunWith(input.Before, before, target) : null), input.Waits, cancellationToken);
    }

    private BegunWith BegunWith(WorkspaceState state, WorkspaceManifest before, CommitTarget target)
    {
        var files = before.Files.Where(file => target.PathOf(file.Path) is not null).ToDictionary(file => target.PathOf(file.Path)!, StringComparer.Ordinal);
        return async (path, cancellationToken) => files.TryGetValue(path, out var file) ? await workspaces.ReadFileAsync(state, file, cancellationToken) : null;
    }

    private async Task<List<CommitContent>> ReadAsync(CommitWorkspaceInput input, List<FileDifference> files, CommitTarget target, CancellationToken cancellationToken)
    {
        var contents = new List<CommitContent>();
        foreach (var file in files)
        {
            var path = target.PathOf(file.Path)!;
            var content = await ReadAsync(input.After, path, file.After, cancellationToken);
            contents.Add(target.IsShared ? content with { Base = await ReadAsync(input.Before, path, file.Before, cancellationToken) } : content);
        }

        return contents;
    }

    private async Task<CommitContent> ReadAsync(WorkspaceState state, string path, WorkspaceFile? file, CancellationToken cancellationToken) => file is null
        ? new CommitContent(path, null)
        : new CommitContent(path, await workspaces.ReadFileAsync(state, file, cancellationToken), file.Executable);
}
