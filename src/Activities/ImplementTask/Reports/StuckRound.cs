using Workflows.Domain.ImplementTask;

namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>
/// Rounds that lead nowhere end with SKIP, whatever action the last review gives (row R4). In runs that an older version began, its verdict was
/// recorded before it was held against the rounds before.
/// </summary>
internal static class StuckRound
{
    /// <summary>Makes the action of the last round SKIP where the run was stuck.</summary>
    public static void Skip(List<StepRecord> steps, WriteReportsInput input)
    {
        var last = steps.FindLastIndex(step => step.Round is not null);
        if (input.Outcome == ImplementTaskOutcome.Stuck && last >= 0 && steps[last].Round is { Verdict: { Passed: false, Continue: true } verdict } round)
        {
            var why = verdict.Overruled is null ? input.Reason : $"{verdict.Overruled} {input.Reason}";
            steps[last] = steps[last] with { Round = round with { Verdict = verdict with { Continue = false, Overruled = why } } };
        }
    }
}
