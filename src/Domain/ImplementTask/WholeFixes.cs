namespace Workflows.Domain.ImplementTask;

/// <summary>
/// All that is to be mended: what the reviewer names, and what the loop has added. A <see cref="Verdict"/> stands in history and holds the beginning of
/// long fixes only; those who carry them out get all of them.
/// </summary>
public static class WholeFixes
{
    /// <summary>The fixes; null for none.</summary>
    /// <param name="review">The review; null where there was none.</param>
    /// <param name="verdict">The verdict on it; null where there was none.</param>
    public static string? Of(string? review, Verdict? verdict)
    {
        var named = VerdictParser.FixesIn(review);
        return named is not null && verdict?.Fixes is { } held && held.StartsWith(VerdictParser.Shortened(named)!, StringComparison.Ordinal)
            ? named + held[VerdictParser.Shortened(named)!.Length..]
            : verdict?.Fixes ?? named;
    }
}
