using System.Text.RegularExpressions;

namespace Workflows.Domain.ImplementTask;

/// <summary>
/// Looks at what stands around a PASS: whether the reviewer gives it, or only speaks of it. Behind it there may be its action and its fixes, and no
/// prose; right before it nothing that makes it a thought or a quote. A PASS that is missed costs a round; one that is not there, a commit.
/// </summary>
internal static partial class PassDoubts
{
    private const string Form = "A PASS ends the review: 'VERDICT: PASS', 'ACTION: CONTINUE' and 'FIXES: none', each on a line of its own, unfenced, with nothing behind them";

    /// <summary>Why it is not clear that the review passes the work; null where it is.</summary>
    /// <param name="review">The review.</param>
    /// <param name="line">The line of the verdict.</param>
    /// <param name="valueLine">The line with the word: the same, or one below a heading.</param>
    public static string? Of(ReviewBody review, int line, int valueLine)
    {
        var after = review.Lines.Skip(valueLine + 1).ToList();
        return !EndsWith(after) ? $"Text follows the verdict PASS that is neither its action nor its fixes. {Form}."
            : BeforeOf(review, line, isBare: !after.Exists(IsActionOrFixes)) ? $"The text right before the verdict PASS leaves open whether it is given, or only spoken of. {Form}."
            : null;
    }

    private static bool IsActionOrFixes(string line) =>
        ReviewGrammar.FixesLine().IsMatch(line) || FixesRow().IsMatch(line) || ReviewGrammar.Line().Match(line) is { Success: true, Index: 0 };

    private static bool IsMarks(string line) => !line.Any(c => char.IsLetterOrDigit(c) || c == '?') && !ReviewGrammar.SaysNo(line);

    // Whether nothing but an action and fixes follow.
    private static bool EndsWith(List<string> after)
    {
        var place = Place.Outside;
        foreach (var line in after)
        {
            var next = string.IsNullOrWhiteSpace(line) && place == Place.Item ? Place.Items : IsMarks(line) ? place : Next(place, line);
            if (next is null)
            {
                return false;
            }

            place = next.Value;
        }

        return true;
    }

    private static Place? Next(Place place, string line)
    {
        if (ReviewGrammar.SaysNo(line) || Refusal().IsMatch(line))
        {
            return null;
        }

        if (ReviewGrammar.FixesLine().Match(line) is { Success: true } fixes)
        {
            var text = line[fixes.Length..];
            return ReviewGrammar.Undressed(text).Length == 0 ? Place.EmptyFixes : ReviewGrammar.Nothing().IsMatch(text) ? Place.Outside : Place.Items;
        }

        if (FixesRow().IsMatch(line))
        {
            return Place.Outside;
        }

        if (ReviewGrammar.Line().Match(line) is { Success: true, Index: 0 } key)
        {
            var rest = line[key.Length..];
            return ReviewGrammar.KeyOf(key) != "ACTION" ? null : ReviewGrammar.IsHeading(line) ? Place.EmptyAction : IsAction(rest) ? Place.Outside : null;
        }

        return place switch
        {
            Place.EmptyAction => IsAction(line) ? Place.Outside : null,
            Place.EmptyFixes when ReviewGrammar.Nothing().IsMatch(line) => Place.Outside,
            Place.EmptyFixes or Place.Item => Place.Item,
            Place.Items when Item().IsMatch(line) => Place.Item,
            _ => null,
        };
    }

    private static bool IsAction(string text) =>
        ReviewGrammar.Nothing().IsMatch(text) || ReviewGrammar.Value(text) is "CONTINUE" or "SKIP" || PassReason.IsPlain(ReviewGrammar.Word().Replace(text, ""));

    private static bool BeforeOf(ReviewBody review, int line, bool isBare)
    {
        var at = line - 1;
        List<string> said = [];
        for (; at >= 0 && (IsMarks(review.Lines[at]) || Heading().IsMatch(review.Lines[at])); at--)
        {
            said.Insert(0, review.Lines[at]);
        }

        var isForeign = said.Exists(heading => PassWords.Foreign().IsMatch(heading));
        var isClose = at == line - 1;
        var last = at;
        for (; at >= 0 && !string.IsNullOrWhiteSpace(review.Lines[at]); at--)
        {
            said.Insert(0, review.Lines[at]);
        }

        var paragraph = review.Lines.Skip(at + 1).Take(last - at).ToList();
        return isForeign || PassWords.Hypothetical().IsMatch(string.Join(' ', said)) || PassWords.Reported().IsMatch(said.Count == 0 ? "" : LastSentence(said))
            || (paragraph.Count > 0 && IsLeftOpen(paragraph, isBare || isClose || review.IsFenced))
            || (review.IsFenced && isBare && !(paragraph.Count > 0 && Intro().IsMatch(paragraph[^1])));
    }

    private static string LastSentence(List<string> said) => SentenceEnd().Split(string.Join(' ', said).Trim()) is { } sentences ? sentences[^1] : "";

    // A sentence that is not ended goes on with what it speaks of; "My verdict:" is what comes.
    private static bool IsLeftOpen(List<string> paragraph, bool mustEnd)
    {
        var end = paragraph[^1].TrimEnd(' ', '*', '_', '`', ')', '"', '\'', '»', '”');
        return end.EndsWith(':') ? !Intro().IsMatch(end)
            : end.EndsWith('?') && !IsActionOrFixes(paragraph[^1]) ? true
            : mustEnd && !Ended().IsMatch(end) && !paragraph.Exists(line => Item().IsMatch(line) || line.StartsWith('|') || IsActionOrFixes(line));
    }

    private enum Place
    {
        Outside,
        EmptyAction,
        EmptyFixes,
        Item,
        Items,
    }

    [GeneratedRegex(@"^\|\s*[*_`]*FIX(?:ES)?[*_`]*\s*\|", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex FixesRow();

    [GeneratedRegex(@"^(?:[-*•+‣]|\d{1,3}[.)])\s+\S", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Item();

    [GeneratedRegex(@"^(?:\#{1,6}\s|[*_]{2}[^*_]{1,80}[*_]{2}:?\s*$)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?:(?:^|[^.])[.!。！｡]|[\p{So}\p{Cs}\uFE0F])$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Ended();

    [GeneratedRegex(@"(?<=[.!?…。！？][*_`)""'»”]*)\s+", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(
        @"(?:^|[.!,;—–]\s+)(?:\W*(?:and|so|thus|therefore|hence|here is|here's|this is|hier ist|вот|итак|поэтому|also|daher)\b,?\s*)*(?:(?:my|our|the|mein|unser|das|мой|наш|итоговый)\s+)?(?:(?:final|overall|abschließendes)\s+)?"
        + @"(?:verdict|decision|conclusion|result|assessment|judge?ment|summary|urteil|fazit|ergebnis|вердикт|вывод|итог|решение|so|thus|therefore|hence|daher|итак|поэтому)(?:\s+(?:is|follows|lautet))?\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Intro();

    [GeneratedRegex(
        @"\b(?:I|we)\s+(?:cannot|can['’]?t|can not|won['’]?t|will not|do not|don['’]t|did not|must not|refuse to)\s+(?:\w+\s+){0,2}(?:approve|pass|accept|say|mean)\b|\b(?:kann|werde|darf)\b[^.]{0,60}\bnicht\s+(?:freigeben|annehmen|bestehen|zustimmen)|\bне\s+(?:могу|буду|стану)\s+(?:\w+\s+)?(?:принять|одобрить|принимать|одобрять|пропустить)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Refusal();
}
