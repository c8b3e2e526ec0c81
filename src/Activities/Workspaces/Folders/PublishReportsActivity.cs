using Microsoft.Extensions.Logging;
using Workflows.Activities.Execution;
using Workflows.Activities.Logging;
using Workflows.Activities.SourceControl;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Folders;

/// <summary>Writes reports to the folder that the task came from. Made again, it leaves the same.</summary>
internal sealed class PublishReportsActivity(IArtifactStore artifacts, ILogger<PublishReportsActivity> logger) : IActivity<ReportsInput, PublishedReports>
{
    /// <inheritdoc />
    public async Task<PublishedReports> RunAsync(ActivityContext context, ReportsInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Source.Folder is not { } root)
        {
            return new PublishedReports(null, null);
        }

        var (used, problem) = await WriteAsync(root, input, cancellationToken);
        var full = Path.Combine(root, used.Replace('/', Path.DirectorySeparatorChar));
        if (problem is not null)
        {
            WorkspaceLog.NotPublished(logger, input.RunId, SafeText.OneLine(full), problem);
            return new PublishedReports(null, $"The reports could not be written to {full}: {problem} They are artifacts of run {input.RunId} in {artifacts.Locate(input.RunId)}.");
        }

        WorkspaceLog.Published(logger, input.RunId, SafeText.OneLine(full));

        return new PublishedReports(full, null);
    }

    // The folder that was really used.
    private async Task<(string Folder, string? Problem)> WriteAsync(string root, ReportsInput input, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root))
        {
            return (input.Folder, "the folder of the task is gone.");
        }

        if (RepositoryPath.Problem(input.Folder) is { } noPath)
        {
            return (input.Folder, $"'{input.Folder}' is not a path for reports: {noPath}.");
        }

        var folder = new PlainFolder(root, input.RunId);
        var report = input.Files.FirstOrDefault(file => NameOf(file) == ReportFolders.Report);
        var content = report is null ? null : await artifacts.ReadRequiredAsync(report, cancellationToken);
        try
        {
            var used = await new ReportFolders(root, folder, input.RunId).TakeAsync(input.Folder, content, cancellationToken);
            return used is null
                ? (input.Folder, "it and the folders numbered after it hold the reports of other runs. Remove some.")
                : (used, await ProblemAsync(folder, used, input.Files, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (input.Folder, Blocked(exception));
        }
    }

    private async Task<string?> ProblemAsync(PlainFolder folder, string used, IReadOnlyList<ArtifactRef> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            var path = $"{used}/{NameOf(file)}";
            if (RepositoryPath.Problem(path) is { } problem)
            {
                return $"'{path}' is not a path for a report: {problem}.";
            }

            var content = await artifacts.ReadRequiredAsync(file, cancellationToken);
            try
            {
                if (folder.Find(path) is not (PlaceKind.Nothing or PlaceKind.File))
                {
                    return $"'{path}' lies behind a link, or something that is no folder, or is no file. Remove what is in the way; nothing is written through a link.";
                }

                await folder.WriteAsync(path, content, null, cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return Blocked(exception);
            }
        }

        return null;
    }

    private static string NameOf(ArtifactRef file) => file.Name[(file.Name.LastIndexOf('/') + 1)..];

    private static string Blocked(Exception exception) => $"{SafeText.OneLine(exception.Message)} Check the permissions of the folder and the room on the disk.";
}
