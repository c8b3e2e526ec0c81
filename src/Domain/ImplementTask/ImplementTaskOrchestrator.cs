using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>
/// Agents do the task that stands in a folder: take the files -> plan (-> ask a human) -> (implement -> compare -> test -> review, until the
/// reviewer passes it or the rounds lead nowhere) -> document -> ask a human, and round again with what is to be changed -> commit and write
/// back. The reports are written however it ends. The folder itself is not worked in.
/// </summary>
public sealed class ImplementTaskOrchestrator : IOrchestrator<ImplementTaskInput, ImplementTaskResult>
{
    /// <summary>Name and types.</summary>
    public static OrchestratorDefinition<ImplementTaskInput, ImplementTaskResult> Definition { get; } = new("implement-task");

    // A rewind goes on behind what has completed, and the files are taken once.
    private const string HowToMend = " Then restart the run: a rewind would work on the files that were taken before.";

    // Local side effects (a full disk, a store that is restarting) pass by themselves.
    internal static readonly TaskOptions Patient = new(new RetryPolicy(4, TimeSpan.FromSeconds(1)) { BackoffCoefficient = 3 });

    /// <inheritdoc />
    /// <exception cref="InvalidTaskException">There is no task.</exception>
    public async Task<ImplementTaskResult> RunAsync(OrchestrationContext context, ImplementTaskInput input)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(input);
        var progress = new ImplementTaskProgress(context, input);
        progress.At(ImplementTaskStage.Open, "Taking the files of the task");
        var run = await OpenAsync(context, input, progress);
        progress.Knows(input.Label ?? run.Task.Title);

        var reports = new TaskReports(run);
        try
        {
            var ending = await WorkAsync(run);
            return await reports.EndAsync(ending);
        }
        catch (TaskFailedException failure)
        {
            // Somebody has to look into it, and wants to see how far it came.
            await ReportAsync(context, reports, failure);
            throw;
        }
    }

    // What ended the run must not be hidden by what hinders its reports.
    private static async Task ReportAsync(OrchestrationContext context, TaskReports reports, TaskFailedException failure)
    {
        try
        {
            await reports.BreakOffAsync(failure);
        }
        catch (TaskFailedException second)
        {
            context.Logger.Log(
                LogSeverity.Error, "The reports of {Run}, which failed in {Task}, could not be written: {Reason}", context.InstanceId, failure.TaskName,
                second.FailureDetails.ErrorMessage);
        }
    }

    private static async Task<TaskRun> OpenAsync(OrchestrationContext context, ImplementTaskInput input, ImplementTaskProgress progress)
    {
        var opened = await context.CallActivityAsync(
            WorkspaceActivities.OpenWorkspace,
            new OpenWorkspaceInput(context.InstanceId, input.Source, [TaskRoles.ProjectFolder, TaskRoles.WorkspaceFolder, TaskRoles.PromptsFolder]), Patient);
        if (opened.Problem is { } problem)
        {
            throw new InvalidTaskException(problem + HowToMend);
        }

        var task = await context.CallActivityAsync(ImplementTaskActivities.ReadTask, new ReadTaskInput(context.InstanceId, opened.State), Patient);
        return task.Problem is { } noTask ? throw new InvalidTaskException(noTask + HowToMend) : new TaskRun(context, input, progress, opened, task);
    }

    private static async Task<TaskEnding> WorkAsync(TaskRun run)
    {
        var planned = await new TaskPlanning(run).PlanAsync();
        if (planned.Ending is { } noPlan)
        {
            return noPlan;
        }

        var rounds = new TaskRounds(run);
        var work = await rounds.WorkAsync(run.Opened.State, before: null, planned.Remarks);
        var delivery = new TaskDelivery(run, rounds);
        return work.Stop is { } stop ? await delivery.DeliverDocumentsAsync(work, stop) : await delivery.DeliverAsync(work);
    }
}
