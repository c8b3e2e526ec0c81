using System.Text.RegularExpressions;

namespace Workflows.Domain.ImplementTask;

/// <summary>What the lines of a review look like.</summary>
internal static partial class ReviewGrammar
{
    // What people set beside a word to say the contrary.
    private static readonly string[] Noes = ["❌", "✗", "✘", "✖", "🚫", "⛔", "👎"];

    /// <summary>Whether a line bears a sign that says the contrary.</summary>
    public static bool SaysNo(string line) => Noes.Any(no => line.Contains(no, StringComparison.Ordinal));

    /// <summary>What a text says without Markdown and signs.</summary>
    public static string Undressed(string text) => Dress().Replace(text, "");

    /// <summary><c>VERDICT</c> or <c>ACTION</c>.</summary>
    public static string KeyOf(Match line) => line.Groups["action"].Success ? "ACTION" : "VERDICT";

    /// <summary>PASS, FAIL, CONTINUE, SKIP, or something else for a text that says anything more or other.</summary>
    public static string Value(string rest)
    {
        var word = Word().Match(rest);
        if (!word.Success)
        {
            return "?";
        }

        var value = word.Groups[1].Value.ToUpperInvariant() switch
        {
            "PASSED" => "PASS",
            "FAILED" => "FAIL",
            var plain => plain,
        };

        // "PASS if …", "PASS|FAIL", "PASS, but …" are no PASS, and "SKIP if …" is no SKIP. "FAIL, because …" is a FAIL all the same, and
        // "PASS — all criteria are met" a PASS.
        var more = rest[word.Length..];
        var isClear = Undressed(more).Length == 0 || ActionNext().IsMatch(more)
            || (value == "FAIL" && !Choice().IsMatch(more)) || (value == "SKIP" && Reasoned().IsMatch(more)) || (value == "PASS" && PassReason.Is(more));
        return isClear ? value : "?";
    }

    /// <summary>The line that says nothing but what its key is: a heading, with the word below it.</summary>
    public static bool IsHeading(string line) => Line().Match(line) is { Success: true, Index: 0 } key && Undressed(line[key.Length..]).Length == 0;

    // The key at the beginning of a line, after the marks of lists, headings, tables and bold; or an ACTION after a verdict on the same line.
    [GeneratedRegex(
        @"(?:^[ ]{0,3}(?:(?:[-*•‣]|\d{1,2}[.)])[ ]+)?(?:\#{1,6}[ ]*)?(?:\|[ ]*)?(?:[\p{So}\p{Cs}]{1,2}\uFE0F?[ ]*)?[*_`]{0,3}(?:(?:FINAL|OVERALL)[ ]+)?(?:(?<verdict>VERDICT|ВЕРДИКТ|VEREDICTO|VERDETTO|判定|结论|裁决)|(?<action>ACTION|ДЕЙСТВИЕ))|(?<=(?:PASS|FAIL)(?:ED)?[*_`]{0,3}[ ]?[,;|/(.–—-]?[ ]*[*_`]{0,3})(?<action>ACTION))[*_`]{0,3}[ ]*(?:[:=|–—-]|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 2000)]
    public static partial Regex Line();

    [GeneratedRegex(@"^(?>[\s*_`:\[(""'«“|\#-]*)(?:[\p{So}\p{Cs}]{1,2}\uFE0F?[ ]*)?(?>[*_`]*)(PASSED|PASS|FAILED|FAIL|CONTINUE|SKIP)(?![\p{L}\p{N}_])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    public static partial Regex Word();

    [GeneratedRegex(@"^[*_`\s,;|/(.–—-]*ACTION[*_`]*[ ]*[:=–—-][*_`\s]*(?:CONTINUE|SKIP)[\s*_`.|)\]]*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    public static partial Regex ActionNext();

    [GeneratedRegex(@"^[*_`\s]*[,;:(.–—-](?!\s*(?:if|unless|or)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    public static partial Regex Reasoned();

    [GeneratedRegex(@"^[*_`\s]*(?:[|/\\]|or\b|и[лl]и\b)[*_`\s]*PASS", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    public static partial Regex Choice();

    [GeneratedRegex(@"[\s*_`.!。|\])""'»”\uFE0F\p{So}\p{Cs}\#]", RegexOptions.CultureInvariant, 2000)]
    public static partial Regex Dress();

    [GeneratedRegex(@"^[ ]{0,3}(?:[-*•][ ]+)?(?:\#{1,6}[ ]*)?(?:[\p{So}\p{Cs}]{1,2}\uFE0F?[ ]*)?[*_`]{0,3}(?:FIXES|FIX|ИСПРАВЛЕНИЯ)[*_`]{0,3}[ ]*(?:[:=–—]|$)[*_`]{0,3}", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    public static partial Regex FixesLine();

    [GeneratedRegex(@"^\s*(?:[-*•+]|\d{1,3}[.)])?\s*[*_`]{0,3}DOCS[*_`]{0,3}\s*:", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    public static partial Regex Docs();

    [GeneratedRegex(@"^\W*(?:none|nothing|no fixes|no fixes needed|n/?a|нет|没有|无)?\W*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    public static partial Regex Nothing();

    /// <summary>A line that holds the choice itself.</summary>
    [GeneratedRegex(@"PASS.*FAIL|FAIL.*PASS", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    public static partial Regex Both();

    /// <summary>A verdict, wherever it stands in a line.</summary>
    [GeneratedRegex(@"(?:VERDICT|ВЕРДИКТ|VEREDICTO|VERDETTO|判定|结论|裁决)[*_`""]*\s*[:=|]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    public static partial Regex AnyVerdict();

    /// <summary>A line that says that a verdict comes.</summary>
    [GeneratedRegex(@"^[^:=|]*(?:VERDICT|ВЕРДИКТ|VEREDICTO|VERDETTO|判定|结论|裁决)[*_`]*\s*:[*_`\s]*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    public static partial Regex EndsWithVerdict();
}
