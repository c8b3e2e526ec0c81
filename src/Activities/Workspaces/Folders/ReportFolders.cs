using System.Globalization;
using System.Text.Json;

namespace Workflows.Activities.Workspaces.Folders;

/// <summary>Finds the folder for a run's reports: two runs may end in the same second, and neither writes over the other.</summary>
internal sealed class ReportFolders(string root, PlainFolder folder, string runId)
{
    /// <summary>The file that names the run.</summary>
    public const string Report = "artifacts.json";

    private const int Most = 100;
    private const long LongestReport = 64 * 1024 * 1024;

    /// <summary>The folder, or <c>-2</c>, <c>-3</c> and so on after it, that holds no reports, or those of this run; null where there is none.</summary>
    /// <param name="wanted">Path below the root.</param>
    /// <param name="report">What names the run; it is written first, and takes the folder. Null where the run has none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<string?> TakeAsync(string wanted, byte[]? report, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= Most; number++)
        {
            var path = number == 1 ? wanted : string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}");
            var file = $"{path}/{Report}";
            if (folder.Find(file) == PlaceKind.Nothing && report is not null)
            {
                await folder.TryCreateAsync(file, report, cancellationToken);
            }

            // What is in the way otherwise is told by who writes there.
            if (folder.Find(file) != PlaceKind.File || await IsOursAsync(file, cancellationToken))
            {
                return path;
            }
        }

        return null;
    }

    // What names no run may be anybody's.
    private async Task<bool> IsOursAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = PlainFile.Open(Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar)), Unreadable.LeaveAlone);
        if (file is null || file.Length > LongestReport)
        {
            return false;
        }

        try
        {
            using var report = await JsonDocument.ParseAsync(file, default, cancellationToken);
            return report.RootElement.ValueKind == JsonValueKind.Object && report.RootElement.TryGetProperty("run", out var run)
                && run.ValueKind == JsonValueKind.String && run.ValueEquals(runId);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
