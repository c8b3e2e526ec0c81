namespace Workflows.Activities.Prompts;

/// <summary>
/// Takes the C# code out of a model's answer: thoughts and prose are dropped; of several blocks the one with the most tests is taken, and
/// among equals the longest, for a model that shows a draft shows the better one whole.
/// </summary>
internal static class CodeExtractor
{
    private static readonly string[] BeginningsOfCode = ["using ", "global using ", "namespace ", "#", "//", "/*", "[", "public ", "internal ", "file ", "sealed "];
    private static readonly string[] Thoughts = ["think", "thinking", "reasoning"];

    /// <summary>The code, with line feeds and without a byte order mark; null when there is none.</summary>
    public static string? Extract(string answer)
    {
        var text = WithoutThoughts(answer
            .Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            .Replace("\uFEFF", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal));
        var lines = text.Split('\n');
        var blocks = FencedBlocks.In(lines);
        var code = blocks.Count > 0
            ? blocks.Where(block => FencedBlocks.IsCSharp(block) && !string.IsNullOrWhiteSpace(block.Text) && (block.Language.Length > 0 || LooksLikeCode(block.Text)))
                .OrderByDescending(block => Tests(block.Text)).ThenByDescending(block => block.Text.Length).FirstOrDefault()?.Text
            : Bare(lines);
        return string.IsNullOrWhiteSpace(code) ? null : code.Trim('\n', ' ', '\t') + "\n";
    }

    private static int Tests(string code) => Count(code, "[Fact") + Count(code, "[Theory");

    private static bool LooksLikeCode(string text) => Tests(text) > 0
        || text.Split('\n').Any(line => line.StartsWith("using ", StringComparison.Ordinal) && line.TrimEnd().EndsWith(';'))
        || (text.Contains("class ", StringComparison.Ordinal) && text.Contains('{', StringComparison.Ordinal));

    // No fence at all: the lines from the first that begins like code to the last that ends like it.
    private static string? Bare(string[] lines)
    {
        var first = Array.FindIndex(lines, line => BeginningsOfCode.Any(beginning => line.StartsWith(beginning, StringComparison.Ordinal)) && !line.StartsWith("# ", StringComparison.Ordinal));
        var last = Array.FindLastIndex(lines, line => line.TrimEnd().EndsWith('}') || line.TrimEnd().EndsWith(';'));
        if (first < 0 || last < first)
        {
            return null;
        }

        var code = string.Join('\n', lines[first..(last + 1)]);
        return LooksLikeCode(code) ? code : null;
    }

    // Thoughts stand before the answer; some services drop the opening tag, and a cut-off answer lacks the closing one.
    private static string WithoutThoughts(string text)
    {
        foreach (var tag in Thoughts)
        {
            var (opening, closing) = ($"<{tag}>", $"</{tag}>");
            var opens = text.TrimStart().StartsWith(opening, StringComparison.OrdinalIgnoreCase);
            var end = text.IndexOf(closing, StringComparison.OrdinalIgnoreCase);
            if (opens)
            {
                return end < 0 ? "" : WithoutThoughts(text[(end + closing.Length)..]);
            }

            // A closing tag on a line of its own, without an opening one.
            if (end >= 0 && text.IndexOf(opening, StringComparison.OrdinalIgnoreCase) is var begin && (begin < 0 || begin > end) && IsOwnLine(text, end, closing.Length))
            {
                return WithoutThoughts(text[(end + closing.Length)..]);
            }
        }

        return text;
    }

    private static bool IsOwnLine(string text, int start, int length)
    {
        var before = text.LastIndexOf('\n', Math.Max(0, start - 1)) + 1;
        var after = text.IndexOf('\n', start);
        return text[Math.Min(before, start)..(after < 0 ? text.Length : after)].Trim().Length == length;
    }

    private static int Count(string text, string part)
    {
        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }
}
