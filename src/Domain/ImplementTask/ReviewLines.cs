using System.Text.RegularExpressions;

namespace Workflows.Domain.ImplementTask;

/// <summary>
/// The lines of a review that the reviewer says: without quotes, comments, thoughts and code; of a review that is one block of code, what it holds.
/// Whatever may be a thought counts as one here, even where <see cref="Thoughts"/> would let it stand: no verdict comes from it.
/// </summary>
internal static partial class ReviewLines
{
    private const int CodeIndent = 4;

    public static IReadOnlyList<string> Of(string review)
    {
        var text = AfterThoughts(Hidden().Replace(AfterThoughts(PlainLetters.Of(review).ReplaceLineEndings("\n")), "\n"));
        List<string> all = [.. text.Split('\n').Select(BoundedLine.Of)];
        List<string> outside = [];
        List<string> inside = [];
        string? fence = null;
        var blocks = 0;
        var isPatch = false;
        var inHunk = false;
        foreach (var line in all)
        {
            // A patch that nobody has put into a block of code.
            inHunk = Hunk().IsMatch(line) || (inHunk && line is [' ' or '+' or '-' or '\\', ..]);
            if (inHunk)
            {
                continue;
            }

            var mark = FenceLine().Match(line);
            if (fence is null && mark.Success)
            {
                fence = mark.Groups["mark"].Value;
                isPatch |= mark.Groups["info"].Value.StartsWith("diff", StringComparison.OrdinalIgnoreCase)
                    || mark.Groups["info"].Value.StartsWith("patch", StringComparison.OrdinalIgnoreCase);
                blocks++;
            }
            else if (fence is not null && mark.Success && Closes(mark, fence))
            {
                fence = null;
            }
            else
            {
                (fence is null ? outside : inside).Add(line);
            }
        }

        var isOneBlock = blocks == 1 && fence is null && !isPatch && outside.TrueForAll(string.IsNullOrWhiteSpace);
        return [.. Said(isOneBlock ? inside : outside)];
    }

    // Where the prompt opens the thoughts of a model, its answer holds only their end; so do thoughts within thoughts.
    private static string AfterThoughts(string text)
    {
        var begin = ThoughtsBegin().Match(text) is { Success: true } opened ? opened.Index : text.Length;
        var end = ThoughtsEnd().Matches(text[..begin]).Select(closed => closed.Index + closed.Length).DefaultIfEmpty(0).Last();
        return text[end..];
    }

    private static bool Closes(Match mark, string fence) =>
        mark.Groups["info"].Value.Length == 0 && mark.Groups["mark"].Value[0] == fence[0] && mark.Groups["mark"].Length >= fence.Length;

    // Without quotes and indented code; a review that is indented as a whole is none.
    private static IEnumerable<string> Said(List<string> lines)
    {
        var indent = lines.Where(line => !string.IsNullOrWhiteSpace(line)).Select(Indent).DefaultIfEmpty(0).Min();
        return lines.Where(line => string.IsNullOrWhiteSpace(line) || Indent(line) - indent < CodeIndent)
            .Select(line => line.TrimStart(' ', '\t', '\u200B', '\uFEFF'))
            .Where(line => !line.StartsWith('>'));
    }

    private static int Indent(string line) => line.TakeWhile(c => c is ' ' or '\t').Sum(c => c == '\t' ? CodeIndent : 1);

    [GeneratedRegex(@"^\s{0,3}(?<mark>`{3,}|~{3,})\s*(?<info>[^`]*?)\s*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex FenceLine();

    [GeneratedRegex(@"^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Hunk();

    [GeneratedRegex("<think(?:ing)?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex ThoughtsBegin();

    // One in backticks is spoken of.
    [GeneratedRegex("(?<!`)</think(?:ing)?>|</think(?:ing)?>(?!`)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex ThoughtsEnd();

    // What is never closed goes on to the end.
    [GeneratedRegex(@"<!--.*?(?:-->|\z)|<think(?:ing)?>.*?(?:</think(?:ing)?>|\z)", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Hidden();
}
