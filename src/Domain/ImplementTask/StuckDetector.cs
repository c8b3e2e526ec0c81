namespace Workflows.Domain.ImplementTask;

/// <summary>
/// Tells when further rounds lead nowhere (row R4): the reviewer says the same twice in a row, or files, failing tests and verdict are those of
/// the round before, or of the one before that, when implementer and reviewer go to and fro.
/// </summary>
public static class StuckDetector
{
    /// <summary>How many rounds before the last one it looks at.</summary>
    public const int MostBefore = 2;

    /// <summary>Why the rounds lead nowhere, in a sentence; null while they do not repeat themselves.</summary>
    /// <param name="rounds">The rounds since a person last asked for something, in their order.</param>
    public static string? ReasonOf(IReadOnlyList<RoundTrace> rounds)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        return rounds switch
        {
            [.., var before, var last] when before.Review == last.Review => "The reviewer said the same twice in a row.",
            [.., var before, var last] when IsSame(before, last) =>
                "The last round changed nothing: files, failing tests and verdict are those of the round before.",
            [.., var before, _, var last] when IsSame(before, last) =>
                "The rounds go to and fro: files, failing tests and verdict are those of two rounds before.",
            _ => null,
        };
    }

    private static bool IsSame(RoundTrace one, RoundTrace other) => one with { Review = "" } == other with { Review = "" };
}
