using System.Text.RegularExpressions;

namespace Workflows.Domain.ImplementTask;

/// <summary>
/// The lines of a review that the reviewer says: without quotes, comments, thoughts and code. Of a review that is one block of code, what it holds;
/// and of one that ends with a block that is the only one to hold a verdict, that block behind the rest.
/// Whatever may be a thought counts as one here, even where <see cref="Thoughts"/> would let it stand: no verdict comes from it.
/// </summary>
internal static partial class ReviewLines
{
    private const int CodeIndent = 4;

    public static ReviewBody Of(string review)
    {
        var text = AfterThoughts(Hidden().Replace(AfterThoughts(PlainLetters.Of(review).ReplaceLineEndings("\n")), "\n"));
        List<string> outside = [];
        List<ReviewBlock> blocks = [];
        ReviewBlock? open = null;
        var isPatch = false;
        var inHunk = false;
        foreach (var line in text.Split('\n').Select(BoundedLine.Of))
        {
            // A patch that nobody has put into a block of code.
            inHunk = Hunk().IsMatch(line) || (inHunk && line is [' ' or '+' or '-' or '\\', ..]);
            isPatch |= inHunk;
            if (inHunk)
            {
                continue;
            }

            var mark = FenceLine().Match(line);
            if (open is null && mark.Success)
            {
                open = new ReviewBlock(mark.Groups["mark"].Value, mark.Groups["info"].Value, outside.Count);
                blocks.Add(open);
                isPatch |= open.IsPatch;
            }
            else if (open is not null && mark.Success && Closes(mark, open.Fence))
            {
                (open.IsClosed, open) = (true, null);
            }
            else
            {
                (open?.Lines ?? outside).Add(line);
            }
        }

        IReadOnlyList<IReadOnlyList<string>> quoted = [.. blocks.Where(block => !block.IsPatch).Select(block => block.Lines)];
        var last = blocks is [.., { IsClosed: true } block] && !isPatch && !block.Lines.Exists(line => FenceLine().IsMatch(line))
            && outside.Skip(block.Place).All(string.IsNullOrWhiteSpace) ? block : null;
        return last is not null && blocks.Count == 1 && outside.TrueForAll(string.IsNullOrWhiteSpace) ? new ReviewBody([.. Said(last.Lines)], false, [])
            : last is { IsText: true } && BeginsWithVerdict(last.Lines) && !SaysVerdict(outside) && quoted.Count(HasVerdict) == 1
                ? new ReviewBody([.. Said(outside), "", .. Said(last.Lines)], true, [])
            : new ReviewBody([.. Said(outside)], false, quoted);
    }

    /// <summary>Whether the first of these lines that says anything is a verdict.</summary>
    public static bool BeginsWithVerdict(IReadOnlyList<string> lines) => lines.FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) is { } first
        && ReviewGrammar.Line().Match(first) is { Success: true, Index: 0 } key && ReviewGrammar.KeyOf(key) == "VERDICT";

    // Also in a quote: then there are two to choose from. A heading above the block is none, nor is "My verdict:".
    private static bool SaysVerdict(List<string> lines)
    {
        var end = lines.FindLastIndex(line => !string.IsNullOrWhiteSpace(line));
        return HasVerdict(end >= 0 && (ReviewGrammar.IsHeading(lines[end]) || ReviewGrammar.EndsWithVerdict().IsMatch(lines[end])) ? lines.Take(end) : lines);
    }

    private static bool HasVerdict(IEnumerable<string> lines) => lines.Any(line => ReviewGrammar.AnyVerdict().IsMatch(line) || ReviewGrammar.Line().IsMatch(line));

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
