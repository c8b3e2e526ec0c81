namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>How many requests of a kind an operation gets: large documents get fewer, so that the file stays one that can be read and compiled.</summary>
/// <param name="Missing">Required parameters or properties left out, each.</param>
/// <param name="Rows">Wrong types, accepted limits and exceeded limits, each.</param>
internal sealed record CaseBudget(int Missing, int Rows)
{
    public static CaseBudget Of(int operations) => operations switch
    {
        <= 60 => new CaseBudget(8, 16),
        <= 300 => new CaseBudget(4, 8),
        _ => new CaseBudget(2, 4),
    };
}
