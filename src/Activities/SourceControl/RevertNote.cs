using System.Globalization;
using Workflows.Domain.Audit;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.SourceControl;

/// <summary>What the audit log keeps of a revert.</summary>
internal static class RevertNote
{
    private const string Kind = "revert";

    /// <summary>One revert, by the commit that it made: a call that is made again is recorded once.</summary>
    public static AuditNote Of(string runId, RevertResult result) => new(
        $"{Kind}/{runId}/{result.Sha}", runId, Kind,
        new Dictionary<string, string>
        {
            ["repository"] = result.Repository,
            ["branch"] = result.Branch,
            ["commit"] = result.Sha!,
            ["reverted"] = result.RevertedSha,
            ["revertedBy"] = result.By,
            ["at"] = result.At.ToString("O", CultureInfo.InvariantCulture),
        });
}
