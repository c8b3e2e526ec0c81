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

        var full = Path.Combine(root, input.Folder.Replace('/', Path.DirectorySeparatorChar));
        if (await ProblemAsync(root, input, cancellationToken) is { } problem)
        {
            WorkspaceLog.NotPublished(logger, input.RunId, SafeText.OneLine(full), problem);
            return new PublishedReports(null, $"The reports could not be written to {full}: {problem} They are artifacts of run {input.RunId} in {artifacts.Locate(input.RunId)}.");
        }

        WorkspaceLog.Published(logger, input.RunId, SafeText.OneLine(full));

        return new PublishedReports(full, null);
    }

    private async Task<string?> ProblemAsync(string root, ReportsInput input, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root))
        {
            return "the folder of the task is gone.";
        }

        var folder = new PlainFolder(root, input.RunId);
        foreach (var file in input.Files)
        {
            var path = $"{input.Folder}/{file.Name[(file.Name.LastIndexOf('/') + 1)..]}";
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
                return $"{SafeText.OneLine(exception.Message)} Check the permissions of the folder and the room on the disk.";
            }
        }

        return null;
    }
}
