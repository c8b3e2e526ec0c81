using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>What tells a round from another one.</summary>
/// <param name="Review">The review, by what it says.</param>
/// <param name="Diff">Hash of the patch.</param>
/// <param name="Tests">What the tests showed, in one text.</param>
/// <param name="Verdict">The verdict, in one text.</param>
public sealed record RoundTrace(string Review, string Diff, string Tests, string Verdict)
{
    /// <summary>The trace of a round that was reviewed.</summary>
    public static RoundTrace Of(WorkspaceDiff diff, TestsReport? tests, ReviewReading review)
    {
        ArgumentNullException.ThrowIfNull(diff);
        ArgumentNullException.ThrowIfNull(review);
        var result = tests is null ? "" : $"{tests.Ran} {tests.ExitCode}\n{string.Join('\n', tests.Failing)}";
        return new RoundTrace(review.TextKey, diff.Sha256, result, $"{review.Verdict.Passed} {review.Verdict.Continue}");
    }
}
