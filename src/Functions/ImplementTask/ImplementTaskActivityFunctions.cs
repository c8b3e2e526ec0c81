using Microsoft.Azure.Functions.Worker;
using Workflows.Domain.Artifacts;
using Workflows.Domain.ImplementTask;
using Workflows.Functions.Hosting;

namespace Workflows.Functions.ImplementTask;

/// <summary>The activities of <c>implement-task</c> as functions. A name never changes while runs are in flight: it stands in their histories.</summary>
public sealed class ImplementTaskActivityFunctions(ActivityRunner activities)
{
    /// <summary>Reads the task.</summary>
    [Function("ReadTask")]
    public Task<TaskBrief> ReadTaskAsync([ActivityTrigger] ReadTaskInput input, FunctionContext call) =>
        activities.RunAsync(ImplementTaskActivities.ReadTask, input, call);

    /// <summary>Writes what an agent is told.</summary>
    [Function("RenderAgentPrompt")]
    public Task<AgentPrompt> RenderAgentPromptAsync([ActivityTrigger] AgentPromptInput input, FunctionContext call) =>
        activities.RunAsync(ImplementTaskActivities.RenderAgentPrompt, input, call);

    /// <summary>Takes the plan out of the planner's answer.</summary>
    [Function("ReadPlan")]
    public Task<TaskPlan> ReadPlanAsync([ActivityTrigger] ReadPlanInput input, FunctionContext call) =>
        activities.RunAsync(ImplementTaskActivities.ReadPlan, input, call);

    /// <summary>Takes the verdict out of the reviewer's answer.</summary>
    [Function("ReadVerdict")]
    public Task<ReviewReading> ReadVerdictAsync([ActivityTrigger] ReadVerdictInput input, FunctionContext call) =>
        activities.RunAsync(ImplementTaskActivities.ReadVerdict, input, call);

    /// <summary>Keeps what came of a step for the reports.</summary>
    [Function("RecordStep")]
    public Task<ArtifactRef> RecordStepAsync([ActivityTrigger] StepRecord input, FunctionContext call) =>
        activities.RunAsync(ImplementTaskActivities.RecordStep, input, call);

    /// <summary>Writes the reports.</summary>
    [Function("WriteReports")]
    public Task<WrittenReports> WriteReportsAsync([ActivityTrigger] WriteReportsInput input, FunctionContext call) =>
        activities.RunAsync(ImplementTaskActivities.WriteReports, input, call);
}
