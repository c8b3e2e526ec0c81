using System.Text;
using System.Text.RegularExpressions;

namespace Workflows.Domain.ImplementTask;

/// <summary>
/// Reads a review (row R3): lines <c>VERDICT: PASS|FAIL</c>, <c>ACTION: CONTINUE|SKIP</c>, and <c>FIXES:</c> up to the end. Models dress them
/// up with Markdown and punctuation of other languages, and write prose around them; that is taken as it is meant. A PASS counts only if it
/// stands on a line (or under a heading) of its own with not a word more, outside of quotes, comments and code; unless the whole review is
/// one block of code. All lines must agree: one FAIL beside a PASS is a FAIL, and so is a review without a verdict.
/// </summary>
public static partial class VerdictParser
{
    /// <summary>Longest text of the fixes that a reading holds, in characters; <see cref="FixesIn"/> gives them whole.</summary>
    public const int MostFixes = 2000;

    private const string Shape = "The review has to say 'VERDICT: PASS' or 'VERDICT: FAIL' on a line of its own";

    // What people set beside a word to say the contrary.
    private static readonly string[] Noes = ["❌", "✗", "✘", "✖", "🚫", "⛔", "👎"];

    /// <summary>Reads a review.</summary>
    public static VerdictReading Read(string? review)
    {
        try
        {
            return Read(ReviewLines.Of(review ?? ""));
        }
        catch (RegexMatchTimeoutException)
        {
            // It would take as long again; another round may bring a better one.
            return new VerdictReading(false, true, null, false, "The review could not be read in time. " + Shape + ".");
        }
    }

    /// <summary>The fixes of a review, whole; null for none, or where they cannot be read in time.</summary>
    public static string? FixesIn(string? review)
    {
        try
        {
            return Fixes(ReviewLines.Of(review ?? ""));
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>Fixes as a reading holds them.</summary>
    internal static string? Shortened(string? fixes) => fixes is { Length: > MostFixes } ? fixes[..MostFixes] + "…" : fixes;

    private static VerdictReading Read(IReadOnlyList<string> lines)
    {
        var verdicts = Values(lines, "VERDICT").ToList();
        var actions = Values(lines, "ACTION").ToList();
        var fixes = Fixes(lines);
        var passes = verdicts.Count(value => value == "PASS");
        var fails = verdicts.Count(value => value == "FAIL");
        var passed = passes > 0 && fails == 0;
        var problem = (passes, fails) switch
        {
            (0, 0) when verdicts.Count > 0 => $"{Shape}, and nothing more in it.",
            (0, 0) => $"{Shape}; there is none.",
            ( > 0, > 0) => "The review says both PASS and FAIL.",
            _ => null,
        };
        return new VerdictReading(
            passed, !(actions.Contains("SKIP") && !actions.Contains("CONTINUE")), Shortened(fixes),
            fixes?.Split('\n').Any(line => Docs().IsMatch(line)) == true, problem);
    }

    // The value of every line with this key: PASS, FAIL, CONTINUE, SKIP, or something else for a line that says anything more or other.
    private static IEnumerable<string> Values(IReadOnlyList<string> lines, string key)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            foreach (var match in Line().Matches(lines[i]).Where(match => KeyOf(match) == key))
            {
                var rest = lines[i][(match.Index + match.Length)..];
                if (Undressed(rest).Length > 0)
                {
                    yield return Decided(Value(rest), lines[i]);
                    continue;
                }

                // A heading, with the word below it. Where one word more follows, both are what was to be chosen from.
                var below = lines.Skip(i + 1).Where(line => Undressed(line) is { Length: > 0 } plain && !IsOr(plain)).Take(2).ToList();
                yield return below.Count == 2 && Value(below[1]) is "PASS" or "FAIL" ? "?"
                    : below.Count > 0 ? Decided(Value(below[0]), lines[i] + below[0]) : "?";
            }
        }
    }

    private static string Decided(string value, string line) =>
        value == "PASS" && Noes.Any(no => line.Contains(no, StringComparison.Ordinal)) ? "?" : value;

    private static bool IsOr(string text) => text is "/" or "-" || text.Equals("or", StringComparison.OrdinalIgnoreCase);

    private static string Value(string rest)
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

        // "PASS if …", "PASS|FAIL", "PASS, but …" are no PASS, and "SKIP if …" is no SKIP. "FAIL, because …" is a FAIL all the same.
        var more = rest[word.Length..];
        var isClear = Undressed(more).Length == 0 || ActionNext().IsMatch(more)
            || (value == "FAIL" && !Choice().IsMatch(more)) || (value == "SKIP" && Reasoned().IsMatch(more));
        return isClear ? value : "?";
    }

    private static string KeyOf(Match line) => line.Groups["action"].Success ? "ACTION" : "VERDICT";

    private static string? Fixes(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder();
        var inside = false;
        foreach (var line in lines)
        {
            if (FixesLine().Match(line) is { Success: true } begin)
            {
                inside = true;
                text.Append(line.AsSpan(begin.Length)).Append('\n');
            }
            else if (Line().Match(line) is { Success: true, Index: 0 })
            {
                inside = false;
            }
            else if (inside)
            {
                text.Append(line).Append('\n');
            }
        }

        var fixes = text.ToString().Trim().TrimStart('*', '_', '`').Trim();
        return fixes.Length == 0 || Nothing().IsMatch(fixes) ? null : fixes;
    }

    private static string Undressed(string text) => Dress().Replace(text, "");

    // The key at the beginning of a line, after the marks of lists, headings, tables and bold; or an ACTION after a verdict on the same line.
    [GeneratedRegex(
        @"(?:^[ ]{0,3}(?:(?:[-*•‣]|\d{1,2}[.)])[ ]+)?(?:\#{1,6}[ ]*)?(?:\|[ ]*)?(?:[\p{So}\p{Cs}]{1,2}\uFE0F?[ ]*)?[*_`]{0,3}(?:(?:FINAL|OVERALL)[ ]+)?(?:(?<verdict>VERDICT|ВЕРДИКТ|VEREDICTO|VERDETTO|判定|结论|裁决)|(?<action>ACTION|ДЕЙСТВИЕ))|(?<=(?:PASS|FAIL)(?:ED)?[*_`]{0,3}[ ]?[,;|/(.–—-]?[ ]*[*_`]{0,3})(?<action>ACTION))[*_`]{0,3}[ ]*(?:[:=|–—-]|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Line();

    [GeneratedRegex(@"^(?>[\s*_`:\[(""'«“|\#-]*)(?:[\p{So}\p{Cs}]{1,2}\uFE0F?[ ]*)?(?>[*_`]*)(PASSED|PASS|FAILED|FAIL|CONTINUE|SKIP)(?![\p{L}\p{N}_])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^[*_`\s,;|/(.–—-]*ACTION[*_`]*[ ]*[:=–—-][*_`\s]*(?:CONTINUE|SKIP)[\s*_`.|)\]]*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex ActionNext();

    [GeneratedRegex(@"^[*_`\s]*[,;:(.–—-](?!\s*(?:if|unless|or)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Reasoned();

    [GeneratedRegex(@"^[*_`\s]*(?:[|/\\]|or\b|и[лl]и\b)[*_`\s]*PASS", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Choice();

    [GeneratedRegex(@"[\s*_`.!。|\])""'»”\uFE0F\p{So}\p{Cs}\#]", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Dress();

    [GeneratedRegex(@"^[ ]{0,3}(?:[-*•][ ]+)?(?:\#{1,6}[ ]*)?(?:[\p{So}\p{Cs}]{1,2}\uFE0F?[ ]*)?[*_`]{0,3}(?:FIXES|FIX|ИСПРАВЛЕНИЯ)[*_`]{0,3}[ ]*(?:[:=–—]|$)[*_`]{0,3}", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex FixesLine();

    [GeneratedRegex(@"^\s*(?:[-*•+]|\d{1,3}[.)])?\s*[*_`]{0,3}DOCS[*_`]{0,3}\s*:", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Docs();

    [GeneratedRegex(@"^\W*(?:none|nothing|no fixes|no fixes needed|n/?a|нет|没有|无)?\W*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Nothing();
}
