using System.Globalization;
using Workflows.Domain.Audit;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.SourceControl;

/// <summary>What the audit log keeps of a commit.</summary>
internal static class CommitNote
{
    private const string Kind = "commit";

    /// <summary>One commit, by the decision that it was made on: a call that is made again is recorded once.</summary>
    public static AuditNote Of(CommitRequest request, CommitResult result) => new(
        $"{Kind}/{request.Key}", request.RunId, Kind,
        new Dictionary<string, string>
        {
            ["repository"] = result.Repository,
            ["branch"] = result.Branch,
            ["commit"] = result.Sha,
            ["existed"] = result.Existed ? "true" : "false",
            ["contentHash"] = request.Trailers.ContentHash,
            ["approvedBy"] = request.Author.Name,
            ["files"] = request.Paths.Count.ToString(CultureInfo.InvariantCulture),
        });
}
