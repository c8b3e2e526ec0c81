using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflows.Domain.ImplementTask;

/// <summary>
/// Reads a planner's answer (row R1): the points of its lists, those under a heading on acceptance as criteria. What is more than the limits is
/// cut off, and that is said. An answer without a list is no plan (a planner that refuses says so in prose); thoughts are no answer.
/// </summary>
public static partial class PlanParser
{
    /// <summary>Most points.</summary>
    public const int MostPoints = 8;

    /// <summary>Most acceptance criteria.</summary>
    public const int MostCriteria = 6;

    /// <summary>Longest point, in characters.</summary>
    public const int MostCharacters = 1000;

    /// <summary>Reads a plan; null when the answer holds none, or none that can be read in time.</summary>
    public static ParsedPlan? Read(string? answer)
    {
        try
        {
            return Parsed(Thoughts.Without(answer));
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static ParsedPlan? Parsed(string answer)
    {
        List<string> points = [];
        List<string> criteria = [];
        List<string> ignored = [];
        var lines = answer.ReplaceLineEndings("\n").Split('\n');
        var items = lines.Any(line => SectionOf(line) == Section.Plan) ? ignored : points;
        var isItem = false;
        var indent = -1;
        foreach (var line in lines)
        {
            var item = Item().Match(line);
            if (SectionOf(line) is { } section)
            {
                items = section switch
                {
                    Section.Plan => points,
                    Section.Criteria => criteria,
                    Section.Other => ignored,
                    _ => items,
                };
                (isItem, indent) = (false, -1);
            }
            else if (item.Success && (indent < 0 || item.Groups["indent"].Length <= indent))
            {
                items.Add(item.Groups["text"].Value.Trim());
                (isItem, indent) = (true, Math.Max(indent, item.Groups["indent"].Length));
            }
            else if (isItem && line.Trim() is { Length: > 0 } more)
            {
                // What is cut off anyway is not copied with every line.
                items[^1] = items[^1].Length > MostCharacters ? items[^1] : $"{items[^1]}\n{more}";
            }
        }

        return points.Count == 0 ? null : new ParsedPlan(Bounded(points, MostPoints), Bounded(criteria, MostCriteria), Cut(points.Count, criteria.Count));
    }

    private enum Section
    {
        Plan,
        Criteria,
        Other,
        Within,
    }

    // Null for a line that is no heading. A point of a list is one only if it is a title and nothing else.
    private static Section? SectionOf(string line) => Item().IsMatch(line) && !Title().IsMatch(line) ? null
        : !Heading().IsMatch(line) && !Title().IsMatch(line) ? null
        : Acceptance().IsMatch(line) ? Section.Criteria
        : Other().IsMatch(line) ? Section.Other
        : PlanTitle().IsMatch(line) ? Section.Plan
        : Section.Within;

    private static List<string> Bounded(List<string> items, int most) =>
        [.. items.Take(most).Select(item => item.Length > MostCharacters ? item[..MostCharacters] + "…" : item)];

    private static string? Cut(int points, int criteria)
    {
        List<string> cuts = [];
        if (points > MostPoints)
        {
            cuts.Add(string.Create(CultureInfo.InvariantCulture, $"{points - MostPoints} of {points} points"));
        }

        if (criteria > MostCriteria)
        {
            cuts.Add(string.Create(CultureInfo.InvariantCulture, $"{criteria - MostCriteria} of {criteria} acceptance criteria"));
        }

        return cuts.Count == 0 ? null : $"Cut off: {string.Join(" and ", cuts)}; a plan has at most {MostPoints} points and {MostCriteria} acceptance criteria.";
    }

    [GeneratedRegex(@"^(?<indent>[ \t]{0,12})(?:[-*•+]|\d{1,2}[.)]|\(\d{1,2}\)|(?:\#{1,6}[ \t]+)?[*_]{0,2}(?:[Ss]tep|[Шш]аг|Schritt)[ \t]+\d{1,2}[:.)–—-][*_]{0,2})[ \t]+(?:\[[ xX]\][ \t]+)?(?<text>\S.*)$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Item();

    // A Markdown heading; or a short line that ends with a colon, or is bold as a whole.
    [GeneratedRegex(@"^\s{0,3}(?:\#{1,6}\s+.*|(?:[-*]\s+|\d{1,2}[.)]\s+)?[*_]{2}[^*_]{1,60}[*_]{2}\s*[:：]?\s*|[*_]{0,2}[^\s*_:：-][^:：]{0,59}[:：][*_]{0,2}\s*)$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\W*(?:\d{1,2}\W+)?(?:(?:implementation|the)\s+)?(?:plan|steps|acceptance(?:\s+criteria)?|criteria|план|критерии(?:\s+при[её]мки)?)\W*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Title();

    [GeneratedRegex(@"accept|criteri|definition of done|критери|при[её]мк|验收", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Acceptance();

    [GeneratedRegex(@"\brisks?\b|\bnotes?\b|assumption|question|non[ -]?goal|out of scope|\bcontext\b|overview|риск|заметк|допущени", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Other();

    [GeneratedRegex(@"\bplan\b|\bsteps\b|план|шаги|计划", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex PlanTitle();
}
