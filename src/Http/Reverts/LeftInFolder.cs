using System.Globalization;
using Workflows.Http.Contracts;

namespace Workflows.Http.Reverts;

/// <summary>What a revert does not touch: the files that a task's run has written back to its folder.</summary>
internal static class LeftInFolder
{
    private const int MostNamed = 5;

    /// <summary>Which they are, and what to do, in a sentence or two; null for a run that wrote none.</summary>
    public static string? Of(RunTask? task)
    {
        if (task is not { Folder: { } folder, Written: > 0 and var written })
        {
            return null;
        }

        var round = task.Rounds.Count > 0 ? task.Rounds[^1] : null;
        var names = string.Join(", ", (round?.Files ?? []).Take(MostNamed).Select(file => file.Path));
        var undo = round is not null && task.ReportsFolder is { } reports
            ? string.Create(CultureInfo.InvariantCulture, $" To undo those of workspace/: cd '{folder}' && git apply -R '{reports}/diff_round_{round.Round}.patch'; look at those of project/ by hand.")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The commit alone was taken back; {(written == 1 ? "the file" : $"the {written} files")} that the run wrote still {(written == 1 ? "lies" : "lie")} in {folder}{(names.Length > 0 ? $", with {names}{(round!.FileCount > MostNamed ? " …" : "")}" : "")}.{undo}");
    }
}
