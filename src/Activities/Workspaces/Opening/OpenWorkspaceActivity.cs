using Microsoft.Extensions.Logging;
using Workflows.Activities.Logging;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Opening;

/// <summary>Takes the files of a task, once. From then on the run works on what it took; the folder is left alone until something was approved.</summary>
internal sealed class OpenWorkspaceActivity(FolderReader folders, GivenFiles given, FolderRepository repositories, IWorkspaces workspaces, ILogger<OpenWorkspaceActivity> logger)
    : IActivity<OpenWorkspaceInput, OpenedWorkspace>
{
    /// <inheritdoc />
    public async Task<OpenedWorkspace> RunAsync(ActivityContext context, OpenWorkspaceInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var repository = input.Source.Folder is { } folder && Directory.Exists(folder) ? await repositories.FindAsync(folder, cancellationToken) : null;
        var taken = input.Source.Folder is { } path ? await folders.ReadAsync(path, input.Folders, cancellationToken)
            : input.Source.Files is { } files ? await given.ReadAsync(files, input.Folders, cancellationToken)
            : TakenFiles.Not("neither a folder nor files were given. Start the run with one of them.");
        if (taken.Problem is null && WorkspaceLimits.Problem(taken.Files.Count, taken.Files.Values.Sum(file => (long)file.Content.Length)) is { } tooMuch)
        {
            taken = TakenFiles.Not(tooMuch + ".");
        }

        var state = await workspaces.CreateAsync(input.RunId, taken.Problem is null ? taken.Files : new Dictionary<string, WorkspaceChange>(), cancellationToken);
        WorkspaceLog.Opened(logger, input.RunId, state.Files, state.Bytes, SafeText.OneLine(input.Source.Folder ?? "given files"), taken.LeftOut.Count);
        return new OpenedWorkspace(state, repository, taken.LeftOut, taken.Problem);
    }
}
