using System.Text.RegularExpressions;

namespace Workflows.Activities.SourceControl;

/// <summary>The lines at the end of a commit message by which a run's commit is found again.</summary>
/// <param name="RunId">The run.</param>
/// <param name="ContentHash">Hash over paths and contents, in lower-case hex.</param>
/// <param name="ApprovedBy">Who approved.</param>
internal sealed partial record CommitTrailers(string RunId, string ContentHash, string ApprovedBy)
{
    private const string Run = "Workflows-Run: ";
    private const string Content = "Workflows-Content: ";

    /// <summary>What a commit of the run holds, for a search.</summary>
    public string RunLine => Run + RunId;

    public string Text => $"{RunLine}\n{Content}{ContentHash}\nApproved-by: {ApprovedBy}\n";

    /// <summary>Whether a message ends with these trailers. Only its last paragraph counts: text before it is whatever somebody wrote.</summary>
    public bool StandIn(string message)
    {
        var lines = message.TrimEnd('\n').Split('\n');
        var last = lines[(Array.FindLastIndex(lines, line => line.Trim().Length == 0) + 1)..];
        return last.Length < lines.Length && last.All(line => Trailer().IsMatch(line))
            && last.Contains(RunLine, StringComparer.Ordinal) && last.Contains(Content + ContentHash, StringComparer.Ordinal);
    }

    /// <summary>Whether a line could be taken for a trailer that says who stands behind a commit, by us, by git or by a forge.</summary>
    public static bool LooksLikeOne(string line) => Forgery().IsMatch(line);

    [GeneratedRegex("^[A-Za-z0-9-]+: ")]
    private static partial Regex Trailer();

    [GeneratedRegex(@"^[\s\p{C}]*(Workflows[\p{L}\p{Pd}_]*|[\p{L}\p{Pd}]+\p{Pd}(by|to))[\s\p{C}]*[:：﹕꞉]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Forgery();
}
