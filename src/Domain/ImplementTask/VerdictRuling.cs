using Workflows.Domain.Texts;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>
/// Holds a review against what the loop itself has seen (rows R3, R11). Tests that cannot be run need a person's hands, and stand-ins where real
/// infrastructure is asked for need another round, whatever verdict and action the reviewer gives; tests that fail are no PASS. What the
/// reviewer wants mended stays.
/// </summary>
public static class VerdictRuling
{
    private const int MostTests = 10;

    /// <summary>The verdict that counts.</summary>
    /// <param name="review">What the review says.</param>
    /// <param name="tests">What the loop's own run of the tests showed; null where there was none.</param>
    /// <param name="standIns">How many red flags on lines of the working code that the run wrote stand in for the real thing.</param>
    /// <param name="infrastructure">The real infrastructure that the task or the plan asks for.</param>
    public static Verdict Of(VerdictReading review, TestsReport? tests, int standIns, IReadOnlyList<string> infrastructure)
    {
        ArgumentNullException.ThrowIfNull(review);
        ArgumentNullException.ThrowIfNull(infrastructure);
        var verdict = new Verdict(review.Passed, review.Passed || review.Continue, review.Fixes, review.WantsDocs, review.Problem);
        var (saysSkip, saysContinue) = (!review.Passed && !review.Continue, !review.Passed && review.Continue);
        return tests switch
        {
            // A reviewer that says the same has said what to do.
            { Ran: false } when saysSkip && review.Fixes is not null => verdict,
            { Ran: false } => verdict with
            {
                Passed = false,
                Continue = false,
                Fixes = With(review.Fixes, $"By hand: make '{tests.Command}' work where the run takes place ({OneLine(tests.Reason)}), or set ORCH_TEST_COMMAND to a command that does; then start the run again."),
                Overruled = $"The tests could not be run: {OneLine(tests.Reason)}.",
            },
            { Passed: false } when review.Passed => verdict with
            {
                Passed = false,
                Continue = true,
                Fixes = With(review.Fixes, $"Mend what '{tests.Command}' shows: {Failures(tests)}."),
                Overruled = $"The tests fail: {Failures(tests)}.",
            },
            _ when standIns > 0 && infrastructure.Count > 0 && !saysContinue => verdict with
            {
                Passed = false,
                Continue = true,
                Fixes = With(review.Fixes, $"The task asks for {string.Join(", ", infrastructure)}: put the real thing in the place of the stand-ins that RED_FLAGS names."),
                Overruled = $"{Counted.Of(standIns, "stand-in")} {(standIns == 1 ? "is" : "are")} in the working code, and the task asks for {string.Join(", ", infrastructure)}.",
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
