namespace Workflows.Activities.SourceControl;

/// <summary>The lines at the end of a commit message by which a run's commit is found again.</summary>
/// <param name="RunId">The run.</param>
/// <param name="ContentHash">Hash over paths and contents, in lower-case hex.</param>
/// <param name="ApprovedBy">Who approved.</param>
internal sealed record CommitTrailers(string RunId, string ContentHash, string ApprovedBy)
{
    private const string Run = "Workflows-Run: ";
    private const string Content = "Workflows-Content: ";

    /// <summary>What a commit of the run holds, for a search.</summary>
    public string RunLine => LineOf(RunId);

    public string Text => $"{RunLine}\n{Content}{ContentHash}\nApproved-by: {ApprovedBy}\n";

    /// <summary>What a commit of a run holds, whatever its content.</summary>
    public static string LineOf(string runId) => Run + runId;

    /// <summary>Whether a message ends with these trailers.</summary>
    public bool StandIn(string message)
    {
        var last = TrailerBlock.Of(message);
        return last.Contains(RunLine, StringComparer.Ordinal) && last.Contains(Content + ContentHash, StringComparer.Ordinal);
    }
}
