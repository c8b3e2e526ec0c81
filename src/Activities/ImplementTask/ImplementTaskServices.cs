using Microsoft.Extensions.DependencyInjection;
using Workflows.Activities.Agents;
using Workflows.Activities.Forks;
using Workflows.Activities.ImplementTask.Offline;
using Workflows.Activities.ImplementTask.Prompts;
using Workflows.Activities.ImplementTask.Reports;
using Workflows.Domain.Artifacts;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.ImplementTask;

/// <summary>Registers what <c>implement-task</c> needs beside agents and workspaces.</summary>
public static class ImplementTaskServices
{
    /// <summary>
    /// Adds the activities under the names of their definitions, and the script that plays the agents where there is no model. Needs
    /// <see cref="IArtifactStore"/>, workspaces and prompts; comes before the agents, whose own script knows no task.
    /// </summary>
    public static IServiceCollection AddImplementTask(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddForks();
        services.AddSingleton<RoleInstructions>();
        services.AddSingleton<IAgentScript, DemoScript>();
        services.AddKeyedSingleton<IActivity<ReadTaskInput, TaskBrief>, ReadTaskActivity>(ImplementTaskActivities.ReadTask.Name);
        services.AddKeyedSingleton<IActivity<AgentPromptInput, AgentPrompt>, RenderAgentPromptActivity>(ImplementTaskActivities.RenderAgentPrompt.Name);
        services.AddKeyedSingleton<IActivity<ReadPlanInput, TaskPlan>, ReadPlanActivity>(ImplementTaskActivities.ReadPlan.Name);
        services.AddKeyedSingleton<IActivity<ReadVerdictInput, ReviewReading>, ReadVerdictActivity>(ImplementTaskActivities.ReadVerdict.Name);
        services.AddKeyedSingleton<IActivity<StepRecord, ArtifactRef>, RecordStepActivity>(ImplementTaskActivities.RecordStep.Name);
        services.AddKeyedSingleton<IActivity<WriteReportsInput, WrittenReports>, WriteReportsActivity>(ImplementTaskActivities.WriteReports.Name);
        return services;
    }
}
