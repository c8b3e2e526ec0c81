using Microsoft.Extensions.Logging;
using Workflows.Activities.Logging;
using Workflows.Activities.Workspaces.Diffs;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Folders;

/// <summary>
/// Writes what was approved back to the folder, file by file. What somebody changed there since the run took it is left alone and told: it
/// is in the commit all the same. Done again, it finds its own files and changes nothing.
/// </summary>
internal sealed class ApplyWorkspaceActivity(IWorkspaces workspaces, ILogger<ApplyWorkspaceActivity> logger) : IActivity<ApplyInput, ApplyReport>
{
    private const int MostConflicts = 50;

    /// <inheritdoc />
    public async Task<ApplyReport> RunAsync(ActivityContext context, ApplyInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Source.Folder is not { } folder)
        {
            return new ApplyReport(null, 0, []);
        }

        if (!Directory.Exists(folder))
        {
            return new ApplyReport(folder, 0, [$"{folder}: the folder is gone; the files are in the commit"]);
        }

        var (before, after) = (await workspaces.ReadAsync(input.Before, cancellationToken), await workspaces.ReadAsync(input.After, cancellationToken));
        var (written, conflicts) = (0, new List<string>());
        foreach (var file in StateComparison.Between(before, after, input.Folders))
        {
            var problem = await ApplyAsync(folder, file, input.After, cancellationToken);
            written += problem is null ? 1 : 0;
            if (problem is not null && conflicts.Count < MostConflicts)
            {
                conflicts.Add($"{file.Path}: {problem}");
            }
        }

        WorkspaceLog.Applied(logger, input.RunId, written, SafeText.OneLine(folder), conflicts.Count);
        return new ApplyReport(folder, written, conflicts);
    }

    // Null when the file is as it should be.
    private async Task<string?> ApplyAsync(string folder, FileDifference file, WorkspaceState after, CancellationToken cancellationToken)
    {
        try
        {
            if (TaskFolder.Obstacle(folder, file.Path) is { } obstacle)
            {
                return obstacle;
            }

            var there = await TaskFolder.LookAsync(folder, file.Path, cancellationToken);
            if (there?.Sha256 == file.After?.Sha256 && (there is null || OperatingSystem.IsWindows() || there.Value.Executable == file.After!.Executable))
            {
                return null;
            }

            if (there?.Sha256 != file.Before?.Sha256 && there?.Sha256 != file.After?.Sha256)
            {
                return there is null ? "somebody deleted it meanwhile" : file.Before is null ? "somebody made it meanwhile" : "somebody changed it meanwhile";
            }

            if (file.After is null)
            {
                TaskFolder.Delete(folder, file.Path);
                return null;
            }

            await TaskFolder.WriteAsync(folder, file.Path, await workspaces.ReadFileAsync(after, file.After, cancellationToken), file.After.Executable, cancellationToken);
            return null;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return $"it cannot be written: {SafeText.OneLine(error.Message)}";
        }
    }
}
