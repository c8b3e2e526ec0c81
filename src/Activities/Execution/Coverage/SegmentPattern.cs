namespace Workflows.Activities.Execution.Coverage;

/// <summary>One segment of a path template: fixed texts with a variable between each two, as in <c>{name}.json</c>.</summary>
/// <param name="Texts">At least one; variables stand between them, so that a single text is a segment without variables.</param>
internal sealed record SegmentPattern(IReadOnlyList<string> Texts)
{
    /// <summary>How exact the pattern is: a fixed segment before one with variables, and of those the one with more fixed text first.</summary>
    public int Exactness => Texts.Count == 1 ? int.MaxValue : Texts.Sum(text => text.Length);

    /// <summary>Whether a segment fits, each variable taking at least one character.</summary>
    public bool Fits(string segment)
    {
        if (Texts.Count == 1)
        {
            return segment == Texts[0];
        }

        if (!segment.StartsWith(Texts[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = Texts[0].Length;
        foreach (var text in Texts.Skip(1).SkipLast(1))
        {
            var next = at < segment.Length ? segment.IndexOf(text, at + 1, StringComparison.Ordinal) : -1;
            if (next < 0)
            {
                return false;
            }

            at = next + text.Length;
        }

        return segment.Length - Texts[^1].Length > at && segment.EndsWith(Texts[^1], StringComparison.Ordinal);
    }
}
