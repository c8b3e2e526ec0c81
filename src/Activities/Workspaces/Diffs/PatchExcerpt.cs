using System.Globalization;
using System.Text;

namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>A patch for a prompt: as much as there is room for, to the end of a piece, and what is left out in words.</summary>
internal static class PatchExcerpt
{
    // What the note at the end takes.
    private const int Note = 80;

    public static string Of(IReadOnlyList<FilePatch> patches, int most)
    {
        var whole = string.Concat(patches.Select(Shown));
        if (whole.Length <= most)
        {
            return whole;
        }

        var room = Math.Max(0, most - Note);
        var (text, files, full) = (new StringBuilder(), 0, false);
        foreach (var patch in patches)
        {
            var pieces = Pieces(patch);
            if (text.Length + patch.Header.Length + (pieces.Count == 0 ? 0 : pieces[0].Length) > room)
            {
                if (files == 0)
                {
                    text.Append(Beginning(Shown(patch), room));
                    files++;
                }

                break;
            }

            text.Append(patch.Header);
            files++;
            foreach (var piece in pieces)
            {
                full = text.Length + piece.Length > room;
                if (full)
                {
                    break;
                }

                text.Append(piece);
            }

            if (full)
            {
                break;
            }
        }

        var lines = Lines(whole) - Lines(text.ToString());
        return text.Append(CultureInfo.InvariantCulture, $"[… {patches.Count - files} more files, {lines} lines left out]\n").ToString();
    }

    private static string Shown(FilePatch patch) => patch.Header + string.Concat(Pieces(patch));

    private static IReadOnlyList<string> Pieces(FilePatch patch) => patch.IsText ? patch.Hunks : ["Binary files differ\n"];

    // A first piece that is too long by itself: better its beginning than nothing.
    private static string Beginning(string text, int room)
    {
        var end = room == 0 ? -1 : text.LastIndexOf('\n', Math.Min(room, text.Length) - 1);
        return text[..(end + 1)];
    }

    private static int Lines(string text) => text.AsSpan().Count('\n');
}
