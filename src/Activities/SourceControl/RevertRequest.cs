using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Workflows.Activities.Logging;
using Workflows.Domain.Artifacts;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.SourceControl;

/// <summary>A call for a revert, checked.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Branch">The branch, without <c>refs/heads/</c>.</param>
/// <param name="Sha">The commit that is to be taken back.</param>
/// <param name="Author">Who asked.</param>
/// <param name="Channel">Where they asked.</param>
/// <param name="Reason">Why; null for nothing.</param>
/// <param name="At">Seconds since 1970.</param>
internal sealed partial record RevertRequest(string RunId, string Branch, string Sha, GitIdentity Author, string Channel, string? Reason, long At)
{
    private const int MostShown = 200;
    private const int MostReason = 2000;

    /// <summary>Names what must happen once: this commit taken back on this branch, for this call.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', "revert", RunId, Branch, Sha, At.ToString(CultureInfo.InvariantCulture)))));

    public RevertTrailers Trailers => new(Sha, RunId, Author.Name);

    /// <summary>Checks a call.</summary>
    /// <returns>The request, or why it cannot be done.</returns>
    public static (RevertRequest? Request, string? Refusal) From(RevertCommitInput input, RepositoryAddress remote)
    {
        var commit = input.Commit;
        var refusal =
            ArtifactName.RunIdProblem(input.RunId) is { } runProblem ? $"'{Shown(input.RunId)}' is not a valid run id: {runProblem}."
            : !ObjectId().IsMatch(commit.Sha) ? $"'{Shown(commit.Sha)}' is not the id of a commit."
            : BranchName.Problem(commit.Branch) is { } branchProblem ? $"'{Shown(commit.Branch)}' is not a valid branch: {branchProblem}."
            : commit.Repository != remote.Text ? $"Run {input.RunId} committed to {Shown(commit.Repository)}, and this host works on {remote.Text}. Revert it there by hand (git revert {commit.Sha}), or set SourceControl:Repository to it."
            : input.At.ToUnixTimeSeconds() < 0 ? $"The time of the revert is {input.At:u}; git knows none before 1970."
            : null;
        return refusal is null
            ? (new RevertRequest(
                input.RunId, commit.Branch, commit.Sha, GitIdentity.From(input.By), Shown(input.Channel), Bounded(input.Reason), input.At.ToUnixTimeSeconds()), null)
            : (null, refusal);
    }

    /// <summary>The whole message of the commit that takes the other one back.</summary>
    /// <param name="subject">The first line of that one's message.</param>
    public string Message(string subject)
    {
        var message = $"""
            Revert "{Shown(subject)}"

            This reverts commit {Sha}, which run {RunId} made.
            Asked for by {Author.Name} ({Channel}).
            """;
        return CommitMessage.Write(Reason is null ? message : $"{message}\nReason: {Reason}", $"Revert the commit of run {RunId}", Trailers.Text);
    }

    private static string? Bounded(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? null : reason.Length > MostReason ? reason[..MostReason] + "…" : reason;

    private static string Shown(string text)
    {
        var line = SafeText.OneLine(text);
        return line.Length > MostShown ? line[..MostShown] + "…" : line;
    }

    [GeneratedRegex(@"\A[0-9a-f]{40}(?:[0-9a-f]{24})?\z")]
    private static partial Regex ObjectId();
}
