using Workflows.Activities.Models;
using Workflows.Domain.Agents;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Agents;

/// <summary>Tells who does the work of a role: the command of its settings, otherwise its chat model, otherwise the script.</summary>
internal sealed class ChooseAgentActivity(ChatModels models) : IActivity<AgentChoice, ChosenAgent>
{
    public Task<ChosenAgent> RunAsync(ActivityContext context, AgentChoice input, CancellationToken cancellationToken) =>
        Task.FromResult(new ChosenAgent(AgentKind.ChatModel, models.ForAgent(input.Role).Real?.Name ?? TurnAsker.Offline));
}
