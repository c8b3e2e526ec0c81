using System.Globalization;

namespace Workflows.Activities.SourceControl;

/// <summary>The lines at the end of a commit message by which a run's commit is found again.</summary>
/// <param name="RunId">The run.</param>
/// <param name="ContentHash">Hash over paths and contents, in lower-case hex.</param>
/// <param name="ApprovedBy">Who approved.</param>
/// <param name="Deletes">How many files it deletes at most. One that says nothing of it deletes none.</param>
internal sealed record CommitTrailers(string RunId, string ContentHash, string ApprovedBy, int Deletes = 0)
{
    private const string Run = "Workflows-Run: ";
    private const string Content = "Workflows-Content: ";
    private const string Deleting = "Workflows-Deletes: ";
    private const string Forked = "Forked-from: ";

    /// <summary>The run and the step that the run was forked from; null for one that is no fork.</summary>
    public string? ForkedFrom { get; init; }

    /// <summary>What a commit of the run holds, for a search.</summary>
    public string RunLine => LineOf(RunId);

    public string Text => $"{RunLine}\n{Content}{ContentHash}\n{(Deletes == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Deleting}{Deletes}\n"))}{(ForkedFrom is null ? "" : $"{Forked}{ForkedFrom}\n")}Approved-by: {ApprovedBy}\n";

    /// <summary>How many files a commit with these lines at its end deletes at most.</summary>
    public static int DeletesOf(IReadOnlyList<string> trailers) =>
        trailers.FirstOrDefault(line => line.StartsWith(Deleting, StringComparison.Ordinal)) is { } line
        && int.TryParse(line.AsSpan(Deleting.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var deletes) ? deletes : 0;

    /// <summary>What a commit of a run holds, whatever its content.</summary>
    public static string LineOf(string runId) => Run + runId;

    /// <summary>Whether a message ends with the trailers of some run.</summary>
    public static bool AreIn(string message) => TrailerBlock.Of(message) is { } last
        && last.Any(line => line.StartsWith(Run, StringComparison.Ordinal)) && last.Any(line => line.StartsWith(Content, StringComparison.Ordinal));

    /// <summary>Whether a message ends with these trailers.</summary>
    public bool StandIn(string message)
    {
        var last = TrailerBlock.Of(message);
        return last.Contains(RunLine, StringComparer.Ordinal) && last.Contains(Content + ContentHash, StringComparer.Ordinal);
    }
}
