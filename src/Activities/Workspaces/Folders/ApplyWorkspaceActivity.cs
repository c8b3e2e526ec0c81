using Microsoft.Extensions.Logging;
using Workflows.Activities.Logging;
using Workflows.Activities.Workspaces.Diffs;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Folders;

/// <summary>
/// Writes what was approved back to the folder that the files came from, file by file. What somebody has changed there since is left alone.
/// Made again, it finds what it has done and counts it again.
/// </summary>
internal sealed class ApplyWorkspaceActivity(IWorkspaces workspaces, ILogger<ApplyWorkspaceActivity> logger) : IActivity<ApplyInput, ApplyReport>
{
    private const int MostNamed = 50;

    /// <inheritdoc />
    public async Task<ApplyReport> RunAsync(ActivityContext context, ApplyInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Source.Folder is not { } root)
        {
            return new ApplyReport(null, 0, []);
        }

        var files = StateComparison.Between(
            await workspaces.ReadAsync(input.Before, cancellationToken), await workspaces.ReadAsync(input.After, cancellationToken), input.Folders);
        if (files.Count > 0 && !Directory.Exists(root))
        {
            return new ApplyReport(root, 0, [$"{root}: the folder is gone; the files are in the commit"]);
        }

        var folder = new PlainFolder(root, input.RunId);
        var conflicts = new List<string>();
        // A terminated run is never taken up again: what has begun is done to its end, because half a change in somebody's folder is worse than either.
        cancellationToken.ThrowIfCancellationRequested();
        // What goes makes room first: a file may stand where a folder was.
        foreach (var file in files.OrderByDescending(file => file.After is null))
        {
            if (await ConflictAsync(folder, input, file, CancellationToken.None) is { } conflict)
            {
                conflicts.Add($"{SafeText.OneLine(file.Path)}: {conflict}");
            }
        }

        WorkspaceLog.Applied(logger, input.RunId, files.Count - conflicts.Count, SafeText.OneLine(root), conflicts.Count);
        return new ApplyReport(root, files.Count - conflicts.Count, [.. conflicts.Take(MostNamed)]);
    }

    // Null when the file is as it was approved.
    private async Task<string?> ConflictAsync(PlainFolder folder, ApplyInput input, FileDifference file, CancellationToken cancellationToken)
    {
        if ((file.After is null ? WorkspacePath.Problem(file.Path) : WorkspacePath.WriteProblem(file.Path)) is { } problem)
        {
            return problem;
        }

        try
        {
            return file.After is { } after
                ? await WriteAsync(folder, input.After, file, after, cancellationToken)
                : await DeleteAsync(folder, file, input.Folders, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is in the commit, and the report tells: no reason to fail the run.
            return $"it cannot be written: {SafeText.OneLine(exception.Message)}";
        }
    }

    private async Task<string?> WriteAsync(PlainFolder folder, WorkspaceState state, FileDifference file, WorkspaceFile after, CancellationToken cancellationToken)
    {
        bool? executable = file.Before?.Executable == after.Executable || (file.Before is null && !after.Executable) ? null : after.Executable;
        var place = folder.Find(file.Path);
        if (place == PlaceKind.Nothing && file.Before is null)
        {
            await folder.WriteAsync(file.Path, await workspaces.ReadFileAsync(state, after, cancellationToken), executable, cancellationToken);
            return null;
        }

        var hash = place == PlaceKind.File ? await folder.HashAsync(file.Path, cancellationToken) : null;
        if (hash == after.Sha256)
        {
            if (executable is { } wanted && folder.IsExecutable(file.Path) == !wanted)
            {
                folder.SetExecutable(file.Path, wanted);
            }

            return null;
        }

        if (hash is null || hash != file.Before?.Sha256)
        {
            return Meanwhile(place, file);
        }

        await folder.WriteAsync(file.Path, await workspaces.ReadFileAsync(state, after, cancellationToken), executable, cancellationToken);
        return null;
    }

    private static async Task<string?> DeleteAsync(PlainFolder folder, FileDifference file, IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        var place = folder.Find(file.Path);
        if (place == PlaceKind.Link || (place == PlaceKind.File && await folder.HashAsync(file.Path, cancellationToken) != file.Before!.Sha256))
        {
            return Meanwhile(place, file);
        }

        folder.Delete(file.Path, folders);
        return null;
    }

    private static string Meanwhile(PlaceKind place, FileDifference file) => place switch
    {
        PlaceKind.Link => "it is a link there or lies behind one, and links are not followed",
        PlaceKind.Folder => "it is a folder there",
        PlaceKind.BehindFile => "a file is there where a folder of its path would be",
        PlaceKind.Nothing => "somebody deleted it meanwhile",
        _ => file.Before is null ? "somebody made it meanwhile" : "somebody changed it meanwhile",
    };
}
