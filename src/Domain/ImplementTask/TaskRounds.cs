using System.Globalization;
using Workflows.Domain.Texts;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>The rounds of a run: implement -> compare -> test -> review -> verdict, until it passes or leads nowhere (rows R2 to R4).</summary>
internal sealed class TaskRounds(TaskRun run)
{
    private const int MostShown = 300;

    private static readonly IReadOnlyList<string> Compared = [TaskRoles.WorkspaceFolder];

    private int _round;

    /// <summary>Works until the reviewer passes it, or it leads nowhere. Every call has its own rounds; their numbers go on.</summary>
    /// <param name="state">The files to begin with.</param>
    /// <param name="before">Work that a person wants changed; null for none.</param>
    /// <param name="changes">What the person wants; null for nothing.</param>
    public async Task<TaskWork> WorkAsync(WorkspaceState state, TaskWork? before, string? changes)
    {
        var most = Math.Clamp(run.Input.Settings.MaxRounds, 1, 20);
        var first = _round + 1;
        run.Progress.LastRound = _round + most;
        List<RoundTrace> traces = [];
        while (true)
        {
            run.Progress.Round = ++_round;
            var (work, trace, stuckAt) = await RoundAsync(state, before, changes, traces);
            if (work.Stop is not null || work.Verdict is { Passed: true })
            {
                return work;
            }

            traces.Add(trace!);
            var stop = stuckAt is not null ? new TaskStop(ImplementTaskOutcome.Stuck, stuckAt)
                : work.Verdict is { Continue: false }
                ? new TaskStop(ImplementTaskOutcome.Skipped, work.Verdict.Overruled ?? Skipped(work.Verdict))
                // A review that an older version has read was held against no round before.
                : StuckDetector.ReasonOf(traces) is { } stuck ? new TaskStop(ImplementTaskOutcome.Stuck, stuck)
                : _round - first + 1 >= most ? new TaskStop(ImplementTaskOutcome.RoundsUsedUp, $"No PASS in {Counted.Of(most, "round")}.")
                : null;
            if (stop is not null)
            {
                return work with { Stop = stop };
            }

            (state, before) = (work.State, work);
        }
    }

    private static string Skipped(Verdict verdict)
    {
        var says = verdict.WantsDocs ? "The reviewer does not go on without documents" : "The reviewer says that a person has to do something first";
        var first = verdict.Fixes?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0);
        return first is null ? $"{says}." : $"{says}: {(first.Length > MostShown ? first[..MostShown] + "…" : first)}";
    }

    private async Task<(TaskWork Work, RoundTrace? Trace, string? Stuck)> RoundAsync(
        WorkspaceState state, TaskWork? before, string? changes, IReadOnlyList<RoundTrace> traces)
    {
        run.Progress.At(ImplementTaskStage.Implement, Say("the implementer works"));
        var implementer = await run.Agents.AskAsync(
            Prompt(TaskRoles.Implementer, state) with
            {
                Report = before?.Report,
                Review = before?.Review,
                Verdict = before?.Verdict,
                Diff = before?.Diff,
                Tests = before?.Tests,
                Changes = changes,
            },
            Done(before));
        state = implementer.Result.Progress.Workspace ?? state;
        var diff = await CompareAsync(state);
        var work = new TaskWork(state, _round, diff, null, implementer.Result.Answer, null, null, TaskStop.Of(implementer));
        if (work.Stop is not null)
        {
            await RecordAsync(work, [implementer], changes);
            return (work, null, null);
        }

        work = work with { Tests = await TestAsync(state) };
        run.Progress.At(ImplementTaskStage.Review, Say("the reviewer reviews"));
        var reviewer = await run.Agents.AskAsync(
            Prompt(TaskRoles.Reviewer, state) with
            {
                Report = work.Report,
                Diff = diff,
                Tests = work.Tests,
                Changes = changes,
                // It would say the same again, not knowing why that did not count.
                Verdict = before?.Verdict is { Overruled: not null } ruled ? ruled : null,
            },
            Done(work));
        if (TaskStop.Of(reviewer) is { } noReview)
        {
            await RecordAsync(work, [implementer, reviewer], changes);
            return (work with { Stop = noReview }, null, null);
        }

        var review = await run.Context.CallActivityAsync(
            ImplementTaskActivities.ReadVerdict,
            new ReadVerdictInput(run.Context.InstanceId, _round, reviewer.Result.Answer!, work.Tests, diff.StandInCount ?? diff.RedFlagCount, run.Plan!.Infrastructure)
            {
                Diff = diff with { Files = [] },
                Before = [.. traces.TakeLast(StuckDetector.MostBefore)],
            },
            ImplementTaskOrchestrator.Patient);
        work = work with { Review = reviewer.Result.Answer, Verdict = review.Verdict };
        await RecordAsync(work, [implementer, reviewer], changes);
        run.Progress.Judged(review.Verdict);
        return (work, RoundTrace.Of(diff, work.Tests, review), review.Stuck);
    }

    private Task<WorkspaceDiff> CompareAsync(WorkspaceState state) => run.Context.CallActivityAsync(
        WorkspaceActivities.DiffWorkspace,
        new DiffWorkspaceInput(
            run.Context.InstanceId, string.Create(CultureInfo.InvariantCulture, $"reports/diff_round_{_round}.patch"), run.Opened.State, state, Compared,
            run.Input.Settings.DiffMaxChars, run.Input.Settings.RedFlagsMaxChars),
        ImplementTaskOrchestrator.Patient);

    private async Task<TestsReport?> TestAsync(WorkspaceState state)
    {
        var command = run.Input.Settings.TestCommand;
        if (command.Length == 0)
        {
            return null;
        }

        run.Progress.At(ImplementTaskStage.Test, Say($"running '{command}'"));
        return await run.Context.CallActivityAsync(
            WorkspaceActivities.RunTests, new RunTestsInput(run.Context.InstanceId, _round, command, TaskRoles.WorkspaceFolder, state),
            ImplementTaskOrchestrator.Patient);
    }

    private Task RecordAsync(TaskWork work, IReadOnlyList<AgentRecord> agents, string? changes) => run.RecordAsync(
        string.Create(CultureInfo.InvariantCulture, $"round-{_round}"), agents, new RoundResult(_round, work.Diff, work.Tests, work.Verdict), changes);

    private AgentPromptInput Prompt(string role, WorkspaceState state) =>
        run.Prompt(role, string.Create(CultureInfo.InvariantCulture, $"{role}-{_round}"), _round, state);

    private string Say(string what) => string.Create(CultureInfo.InvariantCulture, $"Round {_round} of {run.Progress.LastRound}: {what}");

    private string Done(TaskWork? work) => work is null
        ? $"the task '{run.Task.Title}' is planned."
        : $"{Counted.Of(work.Round, "round")} of the task '{run.Task.Title}': {TaskText.Of(work.Diff)}. {TaskText.Of(work.Tests)}";
}
