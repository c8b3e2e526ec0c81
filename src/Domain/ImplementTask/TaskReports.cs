using System.Globalization;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Texts;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>The end of a run: its reports are written and put into the folder (row R6), however it came out.</summary>
internal sealed class TaskReports(TaskRun run)
{
    private string? _folder;

    /// <summary>Ends a run that came to an end of its own.</summary>
    public async Task<ImplementTaskResult> EndAsync(TaskEnding ending)
    {
        var (written, published) = await WriteAsync(ending.Outcome, ending.Reason, ending);
        var result = new ImplementTaskResult(
            ending.Outcome, run.Input.Label ?? run.Task.Title, ending.Reason, run.Task.IsDemo, run.Rounds, run.Agents.Roles, run.Progress.Usage, written.Files,
            published, ending.Applied, ending.Delivery);
        run.Progress.At(ImplementTaskStage.Done, Summary(result));
        return result;
    }

    /// <summary>Ends a run of which a step failed for good.</summary>
    public Task BreakOffAsync(TaskFailedException failure) =>
        WriteAsync(null, $"{failure.TaskName} failed: {failure.FailureDetails.ErrorMessage}".ReplaceLineEndings(" "), null);

    private async Task<(WrittenReports Written, PublishedReports Published)> WriteAsync(ImplementTaskOutcome? outcome, string? reason, TaskEnding? ending)
    {
        // Of its end: a fork began when the run did that it was forked from, and must not write over its reports.
        _folder ??= string.Create(CultureInfo.InvariantCulture, $"{TaskRoles.ReportsFolder}/run-{run.Context.CurrentUtcDateTime:yyyyMMdd-HHmmss}");
        var written = await run.Context.CallActivityAsync(
            ImplementTaskActivities.WriteReports,
            new WriteReportsInput(
                run.Context.InstanceId, run.Task, _folder, outcome, reason, run.StartedAt, new DateTimeOffset(run.Context.CurrentUtcDateTime, TimeSpan.Zero),
                run.Input.Settings, run.Plan, run.Agents.Roles, run.Progress.Usage, ending?.Delivery, ending?.Applied,
                run.Steps),
            ImplementTaskOrchestrator.Patient);
        var published = await run.Context.CallActivityAsync(
            WorkspaceActivities.PublishReports, new ReportsInput(run.Context.InstanceId, run.Input.Source, _folder, written.Files), ImplementTaskOrchestrator.Patient);
        return (written, published);
    }

    private static string Summary(ImplementTaskResult result) => (result.Outcome switch
    {
        ImplementTaskOutcome.Passed => "PASS",
        ImplementTaskOutcome.Rejected => "Rejected",
        ImplementTaskOutcome.Skipped or ImplementTaskOutcome.Stuck => "FAIL SKIP",
        _ => "FAIL",
    })
    + (result.Reason is { } reason ? $": {reason.TrimEnd('.')}" : "")
    + (result.Delivery is { Commit: { Sha.Length: > 0 } commit } delivery ? $"; approved by {delivery.By}, committed as {commit.Sha} to {commit.Branch}" : "")
    + (result.Applied is { Conflicts.Count: > 0 and var conflicts } ? $"; {Counted.Of(conflicts, "file")} changed meanwhile in the folder {(conflicts == 1 ? "was" : "were")} left alone" : "");
}
