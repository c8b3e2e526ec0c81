using Workflows.Domain.Agents;
using Workflows.Domain.Budgets;
using Workflows.Domain.Forks;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.ImplementTask;

/// <summary>Lets the agents of a run work, one after the other, and adds up what each role did and used.</summary>
internal sealed class TaskAgents(OrchestrationContext context, ImplementTaskInput input, ImplementTaskProgress progress)
{
    private readonly AgentCall _agents = new(context, new BudgetGate(context, ImplementTaskOrchestrator.Definition.Name));
    private readonly Dictionary<string, RoleUsage> _roles = [];
    private readonly Dictionary<string, HeardModels> _models = [];

    /// <summary>What each role did and used so far, in the order of their work.</summary>
    public IReadOnlyList<RoleUsage> Roles => [.. TaskRoles.Names.Where(_roles.ContainsKey).Select(role => _roles[role])];

    /// <summary>Tells an agent what to do, and waits for what comes of it.</summary>
    /// <param name="told">What it is told.</param>
    /// <param name="done">What was done so far, for those who decide on a budget.</param>
    public async Task<AgentRecord> AskAsync(AgentPromptInput told, string done)
    {
        var prompt = await context.CallActivityAsync(ImplementTaskActivities.RenderAgentPrompt, told, ImplementTaskOrchestrator.Patient);
        var role = TaskRoles.Of(told.Role, input.Settings);
        var result = await _agents.RunAsync(
            new AgentInput(context.InstanceId, told.Agent, told.Round, role, prompt.Instructions, prompt.Prompt, told.Workspace),
            new BudgetQuestion(
                $"{done} So far the run has used {TaskText.Of(progress.Usage)}.",
                $"the {told.Role} works in round {told.Round} of at most {progress.LastRound}, in up to {role.Limits.MaxTurns} turns; what it writes is tested and reviewed, and committed only if it is approved."),
            progress.Waits);
        progress.Heard(told.Agent, result);
        var before = _roles.GetValueOrDefault(role.Name) ?? new RoleUsage(role.Name, null, 0, 0, ModelUsage.None);
        var models = _models.GetValueOrDefault(role.Name) ?? (_models[role.Name] = new HeardModels());
        models.Hear(told.Agent, result.Model);
        _roles[role.Name] = new RoleUsage(
            role.Name, models.Text, before.Turns + result.Progress.Turns, before.ToolCalls + result.Progress.ToolCalls,
            before.Usage.Plus(result.Progress.Usage));
        return new AgentRecord(told.Agent, told.Role, told.Round, prompt, result);
    }
}
