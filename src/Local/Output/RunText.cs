using System.Globalization;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Texts;
using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>Runs as people read them.</summary>
internal static class RunText
{
    private const int FailuresShown = 20;
    private const int MissedShown = 5;

    // The stages at which a run waits for a human.
    private const string Approve = "approve";
    private const string TopUp = "topUp";
    private const string ApprovePlan = "approvePlan";

    /// <summary>One line about where a run is now.</summary>
    public static string Line(RunSummary run)
    {
        var name = run.Label is null ? run.RunId : $"{run.RunId} {TerminalText.Clean(run.Label, 60)}";
        return run.IsEnded
            ? $"{name}: {(run is Run { Task: not null, Status: RunStatus.Finished, Steps: { } last } ? $"{last}/{last} " : "")}{(run is Run { Task: { } task, Status: RunStatus.Finished } done ? TaskText.Ending(done, task, why: false) + Reverted(done) : Ending(run))}"
            : $"{name}: {Step(run)}{TerminalText.Clean(run.Message ?? StatusWord(run.Status), 200)}{(run is { Round: > 1, MaxRounds: null } ? $" (round {run.Round})" : "")}";
    }

    /// <summary>All that matters about a run, over several lines.</summary>
    /// <param name="run">The run.</param>
    /// <param name="roundsAreTold">Whether its rounds stand there already.</param>
    public static IEnumerable<string> Block(Run run, bool roundsAreTold = false)
    {
        yield return $"run        {run.RunId}{(run.Label is null ? "" : $"  {TerminalText.Clean(run.Label, 100)}")}";
        yield return $"status     {(run is { Error: null, Task: { } ended, Status: RunStatus.Finished } ? TaskText.EndingOfBlock(run, ended) + Reverted(run) : run.Error is null ? Ending(run) : StatusWord(run.Status))}{(run.IsEnded || run.Stage is null ? "" : $"  {Step(run)}{Words(run.Stage)}")}";
        if (run.ForkedFrom is { } origin)
        {
            yield return $"forked     from {origin.RunId} at {TerminalText.Clean(origin.Step, 200)}";
        }

        if (!run.IsEnded && run.Message is { } message)
        {
            yield return $"now        {TerminalText.Clean(message, 300)}{(run.Stage is Approve or ApprovePlan or TopUp ? $"  ({GateHint.Of(run.RunId, run.Stage is TopUp)})" : "")}";
        }

        if (run.Model is not null)
        {
            yield return $"model      {TerminalText.Clean(run.Model, 80)}{(run.Failover is null ? "" : $"  instead of the real one: {TerminalText.Clean(run.Failover)}")}";
        }

        if (run.Tests is { } tests)
        {
            yield return $"tests      {tests.Passed} passed, {tests.Failed} failed, {tests.Skipped} skipped in {Seconds(tests.DurationSeconds)}  ({TerminalText.Clean(tests.Isolation, 100)})";
            if (tests.ApiCoverage is { } coverage)
            {
                yield return $"coverage   {Coverage(coverage)}";
            }

            foreach (var failure in tests.Failures.Take(FailuresShown))
            {
                yield return $"  failed   {TerminalText.Clean(failure.Name, 150)}: {TerminalText.Clean(failure.Message, 300)}";
            }
        }

        if (run.Task is { } task)
        {
            foreach (var line in TaskText.Block(task, run, roundsAreTold))
            {
                yield return line;
            }
        }

        if (run.Delivery is { } delivery)
        {
            yield return $"decision   {TerminalText.Clean(delivery.Decision, 40)} by {TerminalText.Clean(delivery.By, 100)}{(delivery.Text is null ? "" : $": {TerminalText.Clean(delivery.Text, 300)}")}";
            if (delivery.Commit is { } commit)
            {
                yield return $"commit     {TerminalText.Clean(commit.Sha, 64)} on {TerminalText.Clean(commit.Branch, 100)} in {TerminalText.Clean(commit.Repository)}";
            }

            if (delivery.Revert is { } revert)
            {
                yield return $"reverted   {TerminalText.Clean(revert.Sha, 64)} by {TerminalText.Clean(revert.By, 100)} at {revert.At:yyyy-MM-dd HH:mm:ss} UTC";
                if (revert.Left is { } left)
                {
                    yield return $"left       {TerminalText.Clean(left, 2000)}";
                }
            }
            else if (delivery.RevertNote is { } note)
            {
                yield return $"revert     {TerminalText.Clean(note, 2000)}";
            }
        }

        if (run.Refusal is { } refusal)
        {
            yield return $"tests      not executed: {TerminalText.Clean(refusal, 2000)}";
        }

        if (run.Error is { } error)
        {
            yield return $"error      {TerminalText.Clean(error.Type, 80)}: {TerminalText.Clean(error.Message, 2000)}";
        }

        if (run.ArtifactsLocation is not null)
        {
            yield return $"artifacts  {run.ArtifactCount} in {run.ArtifactsLocation}";
        }

        yield return $"time       {Seconds((run.LastUpdatedAt - run.CreatedAt).TotalSeconds)}, begun {run.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC";
    }

    /// <summary>What there is to do about a run that is not over, where no host serves.</summary>
    public static string Nobody(string runId) => $"nobody works on it now: 'workflows watch {runId}' goes on with it, 'workflows serve' with all";

    public static string Seconds(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    public static string StatusWord(RunStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>How a run came out, or where it stands.</summary>
    public static string Ending(RunSummary run) => Outcome(run) + Reverted(run);

    private static string Reverted(RunSummary run) =>
        run is Run { IsEnded: true, Delivery.Revert: { } revert } ? $", taken back by {TerminalText.Clean(revert.By, 100)}" : "";

    private static string Outcome(RunSummary run) => run switch
    {
        Run { Task: { } task, Status: RunStatus.Finished } done => TaskText.Ending(done, task),
        { IsRejected: true } => $"rejected{(run is Run { Delivery: { } delivery } ? $" by {TerminalText.Clean(delivery.By, 100)}" : "")}",
        Run { Tests: { } tests } => tests.Failed == 0 ? (tests.Passed == 1 ? "the one test passed" : $"all {tests.Passed} tests passed") : $"{tests.Failed} of {Counted.Of(tests.Total, "test")} failed",
        Run { Error: { } error } => $"{StatusWord(run.Status)}: {TerminalText.Clean(error.Message, 2000)}",
        { Outcome: "checked", Message: { } message } => TerminalText.Clean(message, 200),
        { Outcome: { } outcome } => $"{StatusWord(run.Status)} ({Words(outcome)})",
        _ => StatusWord(run.Status),
    };

    /// <summary>A word of the API as people write it: <c>roundsUsedUp</c> is "rounds used up".</summary>
    public static string Words(string word) =>
        string.Concat(word.Select((letter, i) => i > 0 && char.IsAsciiLetterUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));

    private static string Coverage(ApiCoverage coverage)
    {
        if (coverage.Requested is not { } requested)
        {
            return $"of {Counted.Of(coverage.Operations, "operation")} not measured: {TerminalText.Clean(coverage.NotMeasured ?? "no reason given", 200)}";
        }

        var missed = string.Join(", ", coverage.Missed.Take(MissedShown).Select(operation => TerminalText.Clean(operation, 100)));
        var more = coverage.Operations - requested - Math.Min(MissedShown, coverage.Missed.Count);
        return $"operations covered {requested} of {coverage.Operations}{(missed.Length == 0 ? "" : $"; not {missed}")}{(more > 0 ? $" and {more} more" : "")}";
    }

    private static string Step(RunSummary run) => run is { Step: { } step, Steps: { } steps } ? $"{step}/{steps} " : "";
}
