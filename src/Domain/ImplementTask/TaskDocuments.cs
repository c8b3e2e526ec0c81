using System.Globalization;
using Workflows.Domain.Texts;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>The tech writer (row R5): on a PASS, or on a FAIL whose fixes ask for documentation.</summary>
internal sealed class TaskDocuments(TaskRun run)
{
    private static readonly IReadOnlyList<string> Compared = [TaskRoles.ProjectFolder];

    private int _times;

    /// <summary>Lets it write. What it did not finish is not taken: the work that passed is worth more than its documents.</summary>
    public async Task<DocumentedWork> WriteAsync(TaskWork work)
    {
        var time = ++_times;
        run.Progress.At(ImplementTaskStage.Document, "The tech writer documents");
        var writer = await run.Agents.AskAsync(
            run.Prompt(TaskRoles.TechWriter, string.Create(CultureInfo.InvariantCulture, $"{TaskRoles.TechWriter}-{time}"), work.Round, work.State) with
            {
                Report = work.Report,
                Review = work.Review,
                Verdict = work.Verdict,
                Diff = work.Diff,
                Tests = work.Tests,
            },
            $"{Counted.Of(work.Round, "round")} of the task '{run.Task.Title}': {TaskText.Of(work.Diff)}. {TaskText.Of(work.Tests)}");
        await run.RecordAsync(string.Create(CultureInfo.InvariantCulture, $"documents-{time}"), [writer]);
        if (TaskStop.Of(writer) is { } stop)
        {
            return new DocumentedWork(work.State, null, stop);
        }

        var state = writer.Result.Progress.Workspace ?? work.State;
        var diff = await run.Context.CallActivityAsync(
            WorkspaceActivities.DiffWorkspace,
            new DiffWorkspaceInput(
                run.Context.InstanceId, string.Create(CultureInfo.InvariantCulture, $"documents/diff-{time}.patch"), run.Opened.State, state, Compared,
                run.Input.Settings.DiffMaxChars, run.Input.Settings.RedFlagsMaxChars),
            ImplementTaskOrchestrator.Patient);
        return new DocumentedWork(state, diff, null);
    }
}
