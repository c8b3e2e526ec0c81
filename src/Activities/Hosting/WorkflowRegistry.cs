using Microsoft.Extensions.DependencyInjection;
using Workflows.Activities.Execution;
using Workflows.Activities.OpenApi;
using Workflows.Activities.SourceControl;
using Workflows.Activities.Workspaces;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Audit;
using Workflows.Domain.Budgets;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.Hosting;

/// <summary>What every host runs: all orchestrators, and all activities from the container.</summary>
public static class WorkflowRegistry
{
    /// <summary>The registry over a container that has <see cref="Capabilities.AddCapabilities"/>.</summary>
    public static TaskRegistry Create(IServiceProvider services) => new TaskRegistry()
        .AddOrchestrator(GenerateTestsOrchestrator.Definition, () => new GenerateTestsOrchestrator())
        .AddOrchestrator(GateOrchestrator.Definition, () => new GateOrchestrator())
        .AddOrchestrator(RevertOrchestrator.Definition, () => new RevertOrchestrator())
        .AddOrchestrator(AgentOrchestrator.Definition, () => new AgentOrchestrator())
        .AddActivity(AgentActivities.ChooseAgent, () => Keyed<AgentChoice, ChosenAgent>(services, AgentActivities.ChooseAgent))
        .AddActivity(AgentActivities.AskAgent, () => Keyed<AgentTurnInput, AgentTurn>(services, AgentActivities.AskAgent))
        .AddActivity(AgentActivities.RunCommandAgent, () => Keyed<CommandAgentInput, CommandAgentOutcome>(services, AgentActivities.RunCommandAgent))
        .AddActivity(AgentActivities.ProbeModel, () => Keyed<AgentChoice, ProbeResult>(services, AgentActivities.ProbeModel))
        .AddActivity(GateActivities.NotifyGate, () => Keyed<GateNotice, Unit>(services, GateActivities.NotifyGate))
        .AddActivity(GateActivities.ReadSubject, () => Keyed<GateSubject, GateSubject>(services, GateActivities.ReadSubject))
        .AddActivity(GenerateTestsActivities.UnderstandDocument, services.GetRequiredService<UnderstandDocument>)
        .AddActivity(GenerateTestsActivities.RenderPrompt, () => Keyed<RenderPromptInput, ArtifactRef>(services, GenerateTestsActivities.RenderPrompt))
        .AddActivity(GenerateTestsActivities.AskModel, () => Keyed<AskModelInput, ModelAnswer>(services, GenerateTestsActivities.AskModel))
        .AddActivity(GenerateTestsActivities.ExtractCode, () => Keyed<CodeInput, CodeResult>(services, GenerateTestsActivities.ExtractCode))
        .AddActivity(AuditActivities.RecordAudit, () => Keyed<AuditNote, Unit>(services, AuditActivities.RecordAudit))
        .AddActivity(BudgetActivities.RaiseBudget, () => Keyed<BudgetRaise, RaisedBudget>(services, BudgetActivities.RaiseBudget))
        .AddOrchestrator(ImplementTaskOrchestrator.Definition, () => new ImplementTaskOrchestrator())
        .AddActivity(ImplementTaskActivities.ReadTask, () => Keyed<ReadTaskInput, TaskBrief>(services, ImplementTaskActivities.ReadTask))
        .AddActivity(ImplementTaskActivities.RenderAgentPrompt, () => Keyed<AgentPromptInput, AgentPrompt>(services, ImplementTaskActivities.RenderAgentPrompt))
        .AddActivity(ImplementTaskActivities.ReadPlan, () => Keyed<ReadPlanInput, TaskPlan>(services, ImplementTaskActivities.ReadPlan))
        .AddActivity(ImplementTaskActivities.ReadVerdict, () => Keyed<ReadVerdictInput, ReviewReading>(services, ImplementTaskActivities.ReadVerdict))
        .AddActivity(ImplementTaskActivities.RecordStep, () => Keyed<StepRecord, ArtifactRef>(services, ImplementTaskActivities.RecordStep))
        .AddActivity(ImplementTaskActivities.WriteReports, () => Keyed<WriteReportsInput, WrittenReports>(services, ImplementTaskActivities.WriteReports))
        .AddActivity(AgentActivities.CallTool, () => Keyed<ToolCallInput, ToolResult>(services, AgentActivities.CallTool))
        .AddWorkspaces(services)
        .AddChecksAndExecution(services)
        .AddSourceControl(services);

    // Types alone do not tell two activities apart, so they stand under their names.
    private static IActivity<TInput, TOutput> Keyed<TInput, TOutput>(IServiceProvider services, ActivityDefinition<TInput, TOutput> activity) =>
        services.GetRequiredKeyedService<IActivity<TInput, TOutput>>(activity.Name);
}
