using System.Globalization;
using System.Text;

namespace Workflows.Domain.Diffs;

/// <summary>How one text becomes another, line by line.</summary>
/// <param name="Added">Lines that only the new text has.</param>
/// <param name="Removed">Lines that only the old text has.</param>
/// <param name="Hunks">The changes, from top to bottom; empty when the texts are the same.</param>
public sealed record TextDiff(int Added, int Removed, IReadOnlyList<DiffHunk> Hunks)
{
    private const int UsualContext = 3;

    /// <summary>Compares two texts. Time and memory are bounded whatever the texts are: where they have too little in common to be compared within the bounds, a stretch is told as removed and added.</summary>
    /// <param name="from">The old text.</param>
    /// <param name="to">The new text.</param>
    /// <param name="context">How many lines are shown around each change, 0 or more.</param>
    public static TextDiff Between(string from, string to, int context = UsualContext)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentOutOfRangeException.ThrowIfNegative(context);
        var (old, now) = (SplitLines(from), SplitLines(to));
        var (removed, added) = LineComparison.Of(old, now);
        return new TextDiff(added.Count(changed => changed), removed.Count(changed => changed), HunkWriter.Write(old, now, removed, added, context));
    }

    /// <summary>The difference in the unified format, as <c>diff -u</c> and <c>git diff</c> write it.</summary>
    /// <param name="fromName">What the old text is called.</param>
    /// <param name="toName">What the new text is called.</param>
    public string Unified(string fromName, string toName)
    {
        var text = new StringBuilder();
        if (Hunks.Count > 0)
        {
            text.Append("--- ").Append(fromName).Append("\n+++ ").Append(toName).Append('\n');
        }

        foreach (var hunk in Hunks)
        {
            text.Append(CultureInfo.InvariantCulture, $"@@ -{Range(hunk.FromLine, hunk.FromCount)} +{Range(hunk.ToLine, hunk.ToCount)} @@\n");
            foreach (var line in hunk.Lines)
            {
                text.Append(Sign(line.Op)).Append(line.Text).Append('\n').Append(line.Ends ? "" : "\\ No newline at end of file\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The sign of a line in the unified format: a blank, a plus or a minus.</summary>
    public static char Sign(DiffOp op) => op switch
    {
        DiffOp.Added => '+',
        DiffOp.Removed => '-',
        _ => ' ',
    };

    // With their line feeds, so that a last line without one is another line than the same with one.
    private static List<string> SplitLines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    private static string Range(int line, int count) => count == 1
        ? line.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{line},{count}");
}
