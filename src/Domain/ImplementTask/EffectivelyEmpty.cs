using System.Text;
using System.Text.RegularExpressions;

namespace Workflows.Domain.ImplementTask;

/// <summary>
/// Tells files that say nothing from those that do (rows R7, R9): blank lines, headings, rules, comments, empty list points and a bare
/// <c>TODO</c> are nothing. <c>TODO: add a login</c> says something.
/// </summary>
public static partial class EffectivelyEmpty
{
    /// <summary>Whether a Markdown text says nothing.</summary>
    public static bool Is(string? text)
    {
        var lines = WithoutComments(text ?? "").Split('\n');
        return lines.Index().All(line => SaysNothing(line.Item) || (line.Index + 1 < lines.Length && IsUnderline(lines[line.Index + 1])));
    }

    // Not by an expression: an unclosed comment would make it look from every "<!--" to the end.
    private static string WithoutComments(string text)
    {
        var kept = new StringBuilder();
        var from = 0;
        for (var start = Opening(text, 0); start >= 0; start = Opening(text, from))
        {
            kept.Append(text, from, start - from);
            var end = text.IndexOf("-->", start, StringComparison.Ordinal);
            if (end < 0)
            {
                return kept.ToString();
            }

            from = end + 3;
        }

        return kept.Append(text, from, text.Length - from).ToString();
    }

    private static int Opening(string text, int from) => text.IndexOf("<!--", from, StringComparison.Ordinal);

    private static bool SaysNothing(string line)
    {
        // The byte order mark and blanks of no width are blanks to a reader.
        var text = line.Trim(' ', '\t', '\r', '\v', '\f', '\uFEFF', '\u200B', '\u00A0');
        return text.Length == 0 || text[0] == '#' || Nothing().IsMatch(text);
    }

    // The heading above is one then, too.
    private static bool IsUnderline(string line) => line.Trim() is { Length: > 1 } text && text.All(c => c == '=');

    // Rules and fences; a list point or check box with nothing after it, or with a bare TODO.
    [GeneratedRegex(
        @"^(?:[-=*_ ]{2,}|(?:```|~~~)\w*|(?:[-*+>]|\d{1,3}[.)])?\s*(?:\[[ xX]?\])?\s*[*_`]{0,3}(?:TODO|TBD|FIXME)?[*_`]{0,3}\s*[:：.…!-]*[*_`]{0,3})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Nothing();
}
