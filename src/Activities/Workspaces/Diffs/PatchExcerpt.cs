using System.Globalization;
using System.Text;

namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>
/// Shortens a patch for a prompt. Small files are shown whole; what room they leave is shared by the large ones, which end at a hunk's end, or
/// at a line's end where the first hunk is too large by itself. What is left out is told.
/// </summary>
internal static class PatchExcerpt
{
    private const int LeastShare = 600;
    private const int RoomOfAMark = 70;

    /// <summary>The short form, never longer than <paramref name="most"/> characters.</summary>
    public static string Of(IReadOnlyList<FilePatch> patches, int most)
    {
        if (patches.Sum(patch => (long)patch.Shown.Length) <= most)
        {
            return string.Concat(patches.Select(patch => patch.Shown));
        }

        var room = most - RoomOfAMark;
        IReadOnlyList<FilePatch> shown = [.. patches.Take(CountOf(patches, room))];
        var share = ShareOf(shown, room);
        var text = new StringBuilder();
        var lines = 0;
        foreach (var patch in shown)
        {
            lines += Append(text, patch.Shown, share);
        }

        lines += patches.Skip(shown.Count).Sum(patch => LinesOf(patch.Shown));
        text.Append(CultureInfo.InvariantCulture, $"[… {patches.Count - shown.Count} more files, {lines} lines left out]\n");
        return text.Length <= most ? text.ToString() : text.ToString(text.Length - Math.Max(0, most), Math.Max(0, most));
    }

    // How many files there is room for, so that each has its least share: the more there are, the smaller it is.
    private static int CountOf(IReadOnlyList<FilePatch> patches, int room)
    {
        var (enough, tooMany) = (1, patches.Count + 1);
        while (tooMany - enough > 1)
        {
            var count = (enough + tooMany) / 2;
            (enough, tooMany) = ShareOf([.. patches.Take(count)], room) >= LeastShare ? (count, tooMany) : (enough, count);
        }

        return enough;
    }

    // The length at which files are cut, so that all that is shown fits.
    private static int ShareOf(IReadOnlyList<FilePatch> patches, int room)
    {
        var left = Math.Max(0, room);
        var open = patches.Count;
        foreach (var length in patches.Select(patch => patch.Shown.Length).Order())
        {
            if (length > left / open)
            {
                return left / open;
            }

            left -= length;
            open--;
        }

        return int.MaxValue;
    }

    // How many lines were left out.
    private static int Append(StringBuilder text, string patch, int share)
    {
        if (patch.Length <= share)
        {
            text.Append(patch);
            return 0;
        }

        var room = Math.Max(0, share - RoomOfAMark);
        // A line of the content never begins so: it has its sign before it.
        var first = patch.IndexOf("\n@@ ", StringComparison.Ordinal);
        var hunk = patch.LastIndexOf("\n@@ ", room, StringComparison.Ordinal);
        var end = hunk > first ? hunk + 1 : patch.LastIndexOf('\n', room) + 1;
        var leftOut = LinesOf(patch[end..]);
        text.Append(patch, 0, end).Append(CultureInfo.InvariantCulture, $"[… {leftOut} lines of this file left out]\n");
        return leftOut;
    }

    private static int LinesOf(string text) => text.AsSpan().Count('\n');
}
