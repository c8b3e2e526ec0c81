using Workflows.Activities.Models;
using Workflows.Domain.Agents;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Agents;

/// <summary>Tells who does the work of a role: the command of its settings, otherwise its chat model, otherwise the script.</summary>
internal sealed class ChooseAgentActivity(AgentCommands commands, ChatModels models) : IActivity<AgentChoice, ChosenAgent>
{
    public Task<ChosenAgent> RunAsync(ActivityContext context, AgentChoice input, CancellationToken cancellationToken) =>
        Task.FromResult(commands.Find(input.Role) is { } command
            ? new ChosenAgent(AgentKind.Command, command.Name)
            : new ChosenAgent(AgentKind.ChatModel, models.ForAgent(input.Role).Real?.Name ?? TurnAsker.Offline));
}
