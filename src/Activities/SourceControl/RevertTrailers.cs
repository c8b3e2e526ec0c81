namespace Workflows.Activities.SourceControl;

/// <summary>The lines at the end of a commit message by which the commit that takes another one back is found again.</summary>
/// <param name="Sha">The commit that is taken back.</param>
/// <param name="RunId">The run that made it.</param>
/// <param name="RevertedBy">Who asked for it.</param>
internal sealed record RevertTrailers(string Sha, string RunId, string RevertedBy)
{
    private const string Run = "Workflows-Reverted-Run: ";
    private const string Reverted = "Workflows-Reverts: ";

    /// <summary>What the commit holds, for a search.</summary>
    public string RevertsLine => Reverted + Sha;

    public string Text => $"{RevertsLine}\n{Run}{RunId}\nReverted-by: {RevertedBy}\n";

    /// <summary>Whether a message ends with the trailers of a commit that takes back one of a run, whichever it was.</summary>
    public static bool AreOfRun(string runId, string message) =>
        TrailerBlock.Of(message) is var last && last.Contains(Run + runId, StringComparer.Ordinal) && last.Any(line => line.StartsWith(Reverted, StringComparison.Ordinal));

    /// <summary>Whether a message ends with these trailers, whoever asked.</summary>
    public bool StandIn(string message)
    {
        var last = TrailerBlock.Of(message);
        return last.Contains(RevertsLine, StringComparer.Ordinal) && last.Contains(Run + RunId, StringComparer.Ordinal);
    }
}
