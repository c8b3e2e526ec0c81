using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Activities.Forks;
using Workflows.Domain.Agents;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Agents;

/// <summary>Registers the agents.</summary>
public static class AgentServices
{
    /// <summary>
    /// Adds the activities of <see cref="AgentActivities"/> but <c>CallTool</c>, under their names as keys. Needs models, budgets, audit, artifacts
    /// and tools. Settings: <c>ORCH_MODEL_&lt;ROLE&gt;</c>, <c>ORCH_CONTEXT_MAX_CHARS</c>, <c>Agents:&lt;Role&gt;:Command</c> and those of the models.
    /// </summary>
    public static IServiceCollection AddAgents(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton(AgentOptions.From(configuration));
        services.AddForks();
        services.AddSingleton<ForkedTurns>();
        services.AddSingleton(AgentCommands.From(configuration));
        services.AddSingleton<TurnStore>();
        services.AddSingleton<Conversations>();
        services.AddSingleton<TurnAsker>();
        services.TryAddSingleton<IAgentScript, NoScript>();
        services.AddKeyedSingleton<IActivity<AgentChoice, ChosenAgent>, ChooseAgentActivity>(AgentActivities.ChooseAgent.Name);
        services.AddKeyedSingleton<IActivity<AgentChoice, ProbeResult>, ProbeModelActivity>(AgentActivities.ProbeModel.Name);
        services.AddKeyedSingleton<IActivity<AgentTurnInput, AgentTurn>, AskAgentActivity>(AgentActivities.AskAgent.Name);
        services.AddKeyedSingleton<IActivity<CommandAgentInput, CommandAgentOutcome>, RunCommandAgentActivity>(AgentActivities.RunCommandAgent.Name);
        return services;
    }
}
