using System.Text;
using System.Text.RegularExpressions;

namespace Workflows.Domain.ImplementTask;

/// <summary>
/// Reads a review (row R3): lines <c>VERDICT: PASS|FAIL</c>, <c>ACTION: CONTINUE|SKIP</c>, and <c>FIXES:</c> up to the end. Models dress them
/// up with Markdown and punctuation of other languages, and write prose before them; that is taken as it is meant. A PASS counts only if it
/// stands on a line (or under a heading) of its own, alone or with a plain reason, outside of quotes, comments and code; unless the whole review
/// is one block of code, or ends with one that holds the verdict. What stands around it must leave no doubt (<see cref="PassDoubts"/>).
/// All lines must agree: one FAIL beside a PASS is a FAIL, and so is a review without a verdict.
/// </summary>
public static class VerdictParser
{
    /// <summary>Longest text of the fixes that a reading holds, in characters; <see cref="FixesIn"/> gives them whole.</summary>
    public const int MostFixes = 2000;

    private const string Shape = "The review has to say 'VERDICT: PASS' or 'VERDICT: FAIL' on a line of its own";

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
            return Fixes(ReviewLines.Of(review ?? "").Lines);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>Fixes as a reading holds them.</summary>
    internal static string? Shortened(string? fixes) => fixes is { Length: > MostFixes } ? fixes[..MostFixes] + "…" : fixes;

    private static VerdictReading Read(ReviewBody review)
    {
        var lines = review.Lines;
        var verdicts = Verdicts(lines).ToList();
        var actions = Found(lines, "ACTION").Select(found => found.Value).ToList();
        var fixes = Fixes(lines);
        var pass = verdicts.FindLast(verdict => verdict.Value == "PASS");
        var isFail = verdicts.Exists(verdict => verdict.Value == "FAIL");
        var problem = (pass, isFail) switch
        {
            (null, false) when verdicts.Count > 0 => $"{Shape}, and nothing more in it.",
            (null, false) => $"{Shape}; there is none.",
            (not null, true) => "The review says both PASS and FAIL.",
            (not null, false) when review.Quoted.Any(IsFail) => "The review says PASS, and FAIL in a block of code.",
            (not null, false) when verdicts.Exists(IsOther) => "The review says PASS, and something else on another line with a verdict.",
            (not null, false) => PassDoubts.Of(review, pass.Line, pass.ValueLine),
            _ => null,
        };
        return new VerdictReading(
            pass is not null && problem is null, !(actions.Contains("SKIP") && !actions.Contains("CONTINUE")), Shortened(fixes),
            fixes?.Split('\n').Any(line => ReviewGrammar.Docs().IsMatch(line)) == true, problem);

        bool IsOther(FoundValue verdict) => verdict.Value is not ("PASS" or "FAIL") && !ReviewGrammar.IsHeading(lines[verdict.Line]) && !ReviewGrammar.Both().IsMatch(lines[verdict.Line]);
    }

    // A block that begins with a verdict; others quote.
    private static bool IsFail(IReadOnlyList<string> block) => ReviewLines.BeginsWithVerdict(block) && Verdicts(block).Any(verdict => verdict.Value == "FAIL");

    private static IEnumerable<FoundValue> Verdicts(IReadOnlyList<string> lines) => Found(lines, "VERDICT");

    // The value of every line with this key: PASS, FAIL, CONTINUE, SKIP, or something else for a line that says anything more or other.
    private static IEnumerable<FoundValue> Found(IReadOnlyList<string> lines, string key)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            foreach (var match in ReviewGrammar.Line().Matches(lines[i]).Where(match => ReviewGrammar.KeyOf(match) == key))
            {
                var rest = lines[i][(match.Index + match.Length)..];
                if (ReviewGrammar.Undressed(rest).Length > 0)
                {
                    yield return new FoundValue(Decided(ReviewGrammar.Value(rest), lines[i]), i, i);
                    continue;
                }

                // A heading, with the word below it. Where one word more follows, both are what was to be chosen from.
                var below = Enumerable.Range(i + 1, lines.Count - i - 1)
                    .Where(at => ReviewGrammar.Undressed(lines[at]) is { Length: > 0 } plain && !IsOr(plain)).Take(2).ToList();
                yield return below.Count == 2 && ReviewGrammar.Value(lines[below[1]]) is "PASS" or "FAIL" ? new FoundValue("?", i, i)
                    : below.Count > 0 ? new FoundValue(Decided(ReviewGrammar.Value(lines[below[0]]), lines[i] + lines[below[0]]), i, below[0])
                    : new FoundValue("?", i, i);
            }
        }
    }

    private static string Decided(string value, string line) => value == "PASS" && ReviewGrammar.SaysNo(line) ? "?" : value;

    private static bool IsOr(string text) => text is "/" or "-" || text.Equals("or", StringComparison.OrdinalIgnoreCase);

    private static string? Fixes(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder();
        var inside = false;
        foreach (var line in lines)
        {
            if (ReviewGrammar.FixesLine().Match(line) is { Success: true } begin)
            {
                inside = true;
                text.Append(line.AsSpan(begin.Length)).Append('\n');
            }
            else if (ReviewGrammar.Line().Match(line) is { Success: true, Index: 0 })
            {
                inside = false;
            }
            else if (inside)
            {
                text.Append(line).Append('\n');
            }
        }

        var fixes = text.ToString().Trim().TrimStart('*', '_', '`').Trim();
        return fixes.Length == 0 || ReviewGrammar.Nothing().IsMatch(fixes) ? null : fixes;
    }

    private sealed record FoundValue(string Value, int Line, int ValueLine);
}
