using System.Security.Cryptography;
using System.Text;
using Workflows.Domain.Client;

namespace Workflows.Domain.SourceControl;

/// <summary>What a revert is started with.</summary>
/// <param name="RunId">The run whose commit is taken back.</param>
/// <param name="Label">What the revert is called in lists; null for nothing.</param>
/// <param name="Commit">The commit, as the run told it.</param>
/// <param name="By">Who asks for it, as <c>Name</c> or <c>Name &lt;address&gt;</c>.</param>
/// <param name="Channel">Where they asked: <c>http</c> or <c>cli</c>.</param>
/// <param name="Reason">Why; null for nothing.</param>
public sealed record RevertInput(string RunId, string? Label, CommitResult Commit, string By, string Channel, string? Reason = null)
{
    private const string Suffix = ":revert";

    /// <summary>The instance id of a run's revert: one for each run, with the owner of the run in front.</summary>
    public static string IdOf(string runId)
    {
        ArgumentNullException.ThrowIfNull(runId);
        if (runId.Length + Suffix.Length <= InstanceIdRule.MaxLength)
        {
            return runId + Suffix;
        }

        // A hash stands for the end of an id that leaves no room.
        var end = ":" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(runId)))[..16] + Suffix;
        return runId[..(InstanceIdRule.MaxLength - end.Length)] + end;
    }

    /// <summary>The run whose revert has this instance id; null when it is no revert's. An id that had to be shortened tells a part of the run's.</summary>
    public static string? RunOf(string instanceId)
    {
        ArgumentNullException.ThrowIfNull(instanceId);
        return instanceId.Length > Suffix.Length && instanceId.EndsWith(Suffix, StringComparison.Ordinal) ? instanceId[..^Suffix.Length] : null;
    }
}
