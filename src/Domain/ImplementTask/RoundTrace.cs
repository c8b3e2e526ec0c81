using System.Security.Cryptography;
using System.Text;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>What tells a round from another one.</summary>
/// <param name="Review">The review, by what it says.</param>
/// <param name="Diff">Hash of the patch.</param>
/// <param name="Tests">Hash of what the tests showed.</param>
/// <param name="Verdict">The verdict, in one text.</param>
public sealed record RoundTrace(string Review, string Diff, string Tests, string Verdict)
{
    /// <summary>The trace of a round that was reviewed.</summary>
    public static RoundTrace Of(WorkspaceDiff diff, TestsReport? tests, ReviewReading review)
    {
        ArgumentNullException.ThrowIfNull(diff);
        ArgumentNullException.ThrowIfNull(review);

        // Fifty names of tests would be kept with every review.
        var result = tests is null ? "" : $"{tests.Ran} {tests.ExitCode}\n{string.Join('\n', tests.Failing)}";
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(result)));
        return new RoundTrace(review.TextKey, diff.Sha256, key, $"{review.Verdict.Passed} {review.Verdict.Continue}");
    }
}
