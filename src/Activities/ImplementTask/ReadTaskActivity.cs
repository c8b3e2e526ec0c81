using System.Text;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Logging;
using Workflows.Activities.Workspaces;
using Workflows.Domain.Artifacts;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.ImplementTask;

/// <summary>Reads <c>project/tasks/current.md</c>; an effectively empty one means the demo task (row R7).</summary>
internal sealed class ReadTaskActivity(IArtifactStore artifacts, IWorkspaces workspaces, ILogger<ReadTaskActivity> logger) : IActivity<ReadTaskInput, TaskBrief>
{
    public async Task<TaskBrief> RunAsync(ActivityContext context, ReadTaskInput input, CancellationToken cancellationToken)
    {
        using var scope = RunScope.Begin(logger, input.RunId, context.ActivityName);
        var files = await TaskFiles.OpenAsync(workspaces, input.Workspace, cancellationToken);
        var current = await files.FindAsync(ImplementTaskNames.Current, cancellationToken);
        var isDemo = EffectivelyEmpty.Is(current);
        var text = current is not null && !isDemo ? current : EmbeddedText.Demo;
        var artifact = await artifacts.WriteAsync(input.RunId, "task/current.md", Encoding.UTF8.GetBytes(text), "text/markdown", cancellationToken);
        ImplementTaskLog.TaskRead(logger, TaskTitle.Of(text), text.Length, isDemo);
        return new TaskBrief(TaskTitle.Of(text), artifact, isDemo, current is null
            ? $"There is no {ImplementTaskNames.Current} among the files of the task. Write the task there; an empty file means the demo task."
            : TaskBrief.LengthProblem(ImplementTaskNames.Current, text.Length));
    }
}
