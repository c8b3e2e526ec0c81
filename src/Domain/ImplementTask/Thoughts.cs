using System.Text;
using System.Text.RegularExpressions;

namespace Workflows.Domain.ImplementTask;

/// <summary>
/// What a reasoning model thinks before it answers, <c>&lt;think&gt;…&lt;/think&gt;</c>, is no part of its answer: what it drafts there is no plan and no
/// review. Plans, reviews and reports may speak of such tags, too; those in code, in backticks or amid a line are left alone. (A verdict is
/// read more strictly than that: <see cref="ReviewLines"/>.)
/// </summary>
public static partial class Thoughts
{
    /// <summary>The answer without its thoughts.</summary>
    /// <param name="answer">The answer as the model gave it; null counts as empty.</param>
    public static string Without(string? answer)
    {
        var text = answer ?? "";
        var tags = Tag().Matches(text);
        if (tags.Count == 0)
        {
            return text;
        }

        var code = Code(text);
        var block = 0;
        var said = new StringBuilder();
        var from = 0;
        Match? thinks = null;
        Match? spokenOf = null;
        foreach (Match tag in tags)
        {
            while (block < code.Count && code[block].To <= tag.Index)
            {
                block++;
            }

            var isEnd = tag.Groups["end"].Success;
            var isCode = block < code.Count && code[block].From <= tag.Index;
            if (IsQuoted(text, tag) || (thinks is null ? isCode : !isEnd))
            {
                continue;
            }

            if (thinks is not null)
            {
                (thinks, from) = (null, tag.Index + tag.Length);
            }
            else if (isEnd && IsAtEdge(text, from, tag) && !IsOnOneLine(text, spokenOf, tag))
            {
                // Where the prompt began the thoughts, the answer holds only their end; so do thoughts within thoughts.
                said.Clear();
                from = tag.Index + tag.Length;
            }
            else if (!isEnd && IsAtStart(text, from, tag))
            {
                said.Append(text, from, tag.Index - from);
                (thinks, from) = (tag, tag.Index);
            }
            else
            {
                spokenOf = isEnd ? spokenOf : tag;
            }
        }

        // Thoughts that never end are all that there is. A line of an answer that only begins with the tag speaks of it.
        var isSaid = thinks is null || (!string.IsNullOrWhiteSpace(said.ToString()) && !IsAtEnd(text, thinks));
        return isSaid ? said.Append(text, from, text.Length - from).ToString() : said.ToString();
    }

    private static bool IsAtEdge(string text, int from, Match tag) => IsAtStart(text, from, tag) || IsAtEnd(text, tag);

    private static bool IsAtStart(string text, int from, Match tag)
    {
        var before = text.AsSpan(from, tag.Index - from);
        return before[(before.LastIndexOfAny('\r', '\n') + 1)..].Trim(" \t\uFEFF\u200B").IsEmpty;
    }

    private static bool IsAtEnd(string text, Match tag) => text.AsSpan(tag.Index + tag.Length).TrimStart(" \t") is [] or ['\n' or '\r', ..];

    private static bool IsOnOneLine(string text, Match? one, Match other) =>
        one is not null && !text.AsSpan(one.Index, other.Index - one.Index).ContainsAny('\r', '\n');

    private static bool IsQuoted(string text, Match tag) =>
        tag.Index > 0 && text[tag.Index - 1] == '`' && tag.Index + tag.Length < text.Length && text[tag.Index + tag.Length] == '`';

    // A fence that nothing closes is none: thoughts may break off in the middle of one.
    private static List<(int From, int To)> Code(string text)
    {
        List<(int, int)> blocks = [];
        Match? open = null;
        foreach (Match fence in Fence().Matches(text))
        {
            if (open is null)
            {
                open = fence;
            }
            else if (fence.Groups["mark"].Value.StartsWith(open.Groups["mark"].Value, StringComparison.Ordinal) && fence.Groups["info"].Length == 0)
            {
                blocks.Add((open.Index, fence.Index));
                open = null;
            }
        }

        return blocks;
    }

    [GeneratedRegex("<(?<end>/)?think(?:ing)?>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^ {0,3}(?<mark>`{3,}|~{3,})[ \t]*(?<info>[^`\r\n]*?)[ \t]*\r?$", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Fence();
}
