using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>
/// Holds a reviewer's PASS against what the loop itself has seen (rows R3, R11): tests that fail or cannot be run, and stand-ins where real
/// infrastructure is asked for. A FAIL is never overruled.
/// </summary>
public static class VerdictRuling
{
    private const int MostTests = 10;

    /// <summary>The verdict that counts.</summary>
    /// <param name="review">What the review says.</param>
    /// <param name="tests">What the loop's own run of the tests showed; null where there was none.</param>
    /// <param name="redFlags">How many red flags stand in the working code.</param>
    /// <param name="infrastructure">The real infrastructure that the task or the plan asks for.</param>
    public static Verdict Of(VerdictReading review, TestsReport? tests, int redFlags, IReadOnlyList<string> infrastructure)
    {
        ArgumentNullException.ThrowIfNull(review);
        ArgumentNullException.ThrowIfNull(infrastructure);
        var verdict = new Verdict(review.Passed, review.Passed || review.Continue, review.Fixes, review.WantsDocs, review.Problem);
        if (!review.Passed)
        {
            return verdict;
        }

        return tests switch
        {
            { Ran: false } => verdict with
            {
                Passed = false,
                Continue = false,
                Fixes = With(review.Fixes, $"By hand: make '{tests.Command}' work where the run takes place ({OneLine(tests.Reason)}), or set ORCH_TEST_COMMAND to a command that does; then start the run again."),
                Overruled = $"The tests could not be run: {OneLine(tests.Reason)}.",
            },
            { Passed: false } => verdict with
            {
                Passed = false,
                Continue = true,
                Fixes = With(review.Fixes, $"Mend what '{tests.Command}' shows: {Failures(tests)}."),
                Overruled = $"The tests fail: {Failures(tests)}.",
            },
            _ when redFlags > 0 && infrastructure.Count > 0 => verdict with
            {
                Passed = false,
                Continue = true,
                Fixes = With(review.Fixes, $"The task asks for {string.Join(", ", infrastructure)}: put the real thing in the place of what RED_FLAGS names."),
                Overruled = $"{redFlags} red flags stand in the working code, and the task asks for {string.Join(", ", infrastructure)}.",
            },
            _ => verdict,
        };
    }

    private static string Failures(TestsReport tests) => tests.Failing.Count == 0
        ? OneLine(tests.Reason)
        : string.Join(", ", tests.Failing.Take(MostTests)) + (tests.Failing.Count > MostTests ? $" and {tests.Failing.Count - MostTests} more" : "");

    private static string OneLine(string? text) => string.IsNullOrWhiteSpace(text) ? "no reason was told" : text.ReplaceLineEndings(" ").Trim().TrimEnd('.');

    private static string With(string? fixes, string more) => fixes is null ? more : $"{fixes}\n{more}";
}
