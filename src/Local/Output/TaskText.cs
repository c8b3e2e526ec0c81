using Workflows.Domain.Texts;
using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>Runs that implement a task, as people read them: short statuses only.</summary>
internal static class TaskText
{
    private const int FailingShown = 5;
    private const int ConflictsShown = 5;
    private const int Alike = 60;
    private const string Demo = "the demo task: project/tasks/current.md says nothing";

    /// <summary>What a run tells as it goes, a line each, with its round or 0: that it does the demo task, and each round that has its verdict.</summary>
    public static IEnumerable<(int Round, string Line)> AsItGoes(Run run) =>
        run.Task is { IsDemo: true } ? Rounds(run).Prepend((0, Demo)) : Rounds(run);

    /// <summary>Whether what a run says now is no more than the verdict that the line of its round tells.</summary>
    public static bool IsVerdict(Run run) =>
        run.Task?.Rounds is [.., { Verdict: not null } last] && run.Message is { } message
        && (message.StartsWith($"Round {last.Round}: PASS", StringComparison.Ordinal) || message.StartsWith($"Round {last.Round}: FAIL", StringComparison.Ordinal));

    /// <summary>One line for each round that has its verdict.</summary>
    public static IEnumerable<(int Round, string Line)> Rounds(Run run) =>
        (run.Task?.Rounds ?? []).Where(round => round.Verdict is not null).Select(round => (round.Round, $"round {round.Round}: {Verdict(round)} ({Tests(round)}{Files(round)})"));

    /// <summary>How it came out, in a few words.</summary>
    /// <param name="run">The run.</param>
    /// <param name="task">Its task.</param>
    /// <param name="why">Whether the reason is told, too.</param>
    public static string Ending(Run run, RunTask task, bool why = true) => run switch
    {
        { IsRejected: true } => $"rejected{(run.Delivery is { } delivery ? $" by {TerminalText.Clean(delivery.By, 100)}" : "")}{(why ? Reason(task) : "")}",
        { IsGood: true } => $"passed in {Counted.Of(task.Rounds.Count, "round")}{(run.Delivery?.Commit is null ? "" : ", committed")}",
        { Outcome: { } outcome } => $"not passed ({RunText.Words(outcome)}){(why ? Reason(task) : "")}",
        _ => RunText.StatusWord(run.Status),
    };

    /// <summary>The same, where what is to be mended stands in a line of its own: the reason is not told twice.</summary>
    public static string EndingOfBlock(Run run, RunTask task) =>
        Ending(run, task, why: task is not { Verdict: { Passed: false, Fixes: { Length: > 0 } fixes }, Reason: { } reason } || !reason.Contains(fixes[..Math.Min(fixes.Length, Alike)], StringComparison.Ordinal));

    /// <summary>What matters of it, over several lines.</summary>
    public static IEnumerable<string> Block(RunTask task, Run run, bool roundsAreTold)
    {
        if (task.IsDemo)
        {
            yield return $"task       {Demo}";
        }

        if (task is { Folder: { } taken, Written: null })
        {
            yield return $"folder     {TerminalText.Clean(taken, 1000)}";
        }

        if (task.Plan is { } plan && !run.IsEnded)
        {
            yield return $"plan       workflows artifacts {run.RunId} {TerminalText.Clean(plan.Name, 200)}";
        }

        // One without a verdict is not told as it goes.
        foreach (var round in task.Rounds.Where(round => !roundsAreTold || round.Verdict is null))
        {
            yield return $"round {round.Round,-4} {(round.Verdict is null ? "no verdict" : Verdict(round))} ({Tests(round)}{Files(round)})";
        }

        if (task.Verdict is { Passed: false, Fixes: { } fixes } && run.IsEnded)
        {
            yield return $"fixes      {TerminalText.Clean(fixes, 600)}";
        }

        if (task.Roles.Count > 0)
        {
            yield return "agents     " + string.Join("; ", task.Roles.Select(role =>
                $"{TerminalText.Clean(role.Role, 40)} {Counted.Of(role.Turns, "turn")}, {Counted.Of(role.ToolCalls, "tool call")}"));
        }

        if (task.ReportsFolder is not null || task.ReportsProblem is not null)
        {
            yield return $"reports    {TerminalText.Clean(task.ReportsFolder ?? task.ReportsProblem!, 1000)}";
        }

        if (task is { Folder: { } folder, Written: { } written })
        {
            yield return $"files      {written} written to {TerminalText.Clean(folder, 1000)}";
        }

        if (task.Conflicts.Count > 0)
        {
            yield return $"conflicts  changed meanwhile and left alone: {string.Join(", ", task.Conflicts.Take(ConflictsShown).Select(path => TerminalText.Clean(path, 200)))}";
        }
    }

    private static string Verdict(RunRound round) => round.Verdict switch
    {
        { Passed: true } => "PASS",
        { Overruled: { } why } verdict => $"{(verdict.Continue ? "FAIL CONTINUE" : "FAIL SKIP")}, not as the reviewer says: {TerminalText.Clean(why, 200)}",
        { Continue: true } => "FAIL CONTINUE",
        _ => "FAIL SKIP",
    };

    // What overruled a review may be what the tests say; that is told once.
    private static string Tests(RunRound round) => round is { Tests: { Reason: { } reason } tests, Verdict.Overruled: { } overruled } && overruled.Contains(reason.TrimEnd('.'), StringComparison.Ordinal)
        ? Tests(tests with { Reason = null })
        : Tests(round.Tests);

    private static string Tests(RoundTests? tests) => tests switch
    {
        null => "tests not run",
        { Passed: true } => "tests passed",
        { Ran: false } => $"tests could not run{(tests.Reason is { } reason ? $": {TerminalText.Clean(reason, 200)}" : "")}",
        { Failing: [] } => $"tests failed{(tests.Reason is { } reason ? $": {TerminalText.Clean(reason, 200)}" : "")}",
        _ => $"tests failed: {string.Join(", ", tests.Failing.Take(FailingShown).Select(name => TerminalText.Clean(name, 100)))}{(tests.Failing.Count > FailingShown ? " …" : "")}",
    };

    private static string Files(RunRound round) =>
        $"; {Counted.Of(round.FileCount, "file")} changed{(round.RedFlagCount > 0 ? $"; {Counted.Of(round.RedFlagCount, "red flag")}" : "")}";

    private static string Reason(RunTask task) => task.Reason is { } reason ? ": " + TerminalText.Clean(reason, 600) : "";
}
