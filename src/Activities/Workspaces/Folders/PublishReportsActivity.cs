using Microsoft.Extensions.Logging;
using Workflows.Activities.Execution;
using Workflows.Activities.Logging;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Folders;

/// <summary>Writes the reports of a run to the folder that its task came from. Where that cannot be, it says so: the run itself is none the worse.</summary>
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

        var folder = Path.Combine(root, input.Folder);
        var problem = await WriteAsync(root, input, cancellationToken);
        if (problem is not null)
        {
            WorkspaceLog.NotPublished(logger, input.RunId, SafeText.OneLine(folder), problem);
            return new PublishedReports(null, $"The reports could not be written to {folder}: {problem}. They are artifacts of run {input.RunId} in {artifacts.Locate(input.RunId)}.");
        }

        WorkspaceLog.Published(logger, input.RunId, SafeText.OneLine(folder));
        return new PublishedReports(folder, null);
    }

    private async Task<string?> WriteAsync(string root, ReportsInput input, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root))
        {
            return "the folder of the task is gone";
        }

        try
        {
            foreach (var file in input.Files)
            {
                var path = $"{input.Folder}/{file.Name[(file.Name.LastIndexOf('/') + 1)..]}";
                if ((WorkspacePath.Problem(path) ?? TaskFolder.Obstacle(root, path)) is { } obstacle)
                {
                    return $"{path}: {obstacle}";
                }

                await TaskFolder.WriteAsync(root, path, await artifacts.ReadRequiredAsync(file, cancellationToken), executable: false, cancellationToken);
            }

            return null;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return SafeText.OneLine(error.Message);
        }
    }
}
