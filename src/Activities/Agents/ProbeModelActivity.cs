using Workflows.Activities.Models;
using Workflows.Domain.Agents;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Agents;

/// <summary>Looks whether the model of a role can be reached. What a program asks only the program knows: it is simply run again.</summary>
internal sealed class ProbeModelActivity(AgentCommands commands, ChatModels models) : IActivity<AgentChoice, ProbeResult>
{
    public Task<ProbeResult> RunAsync(ActivityContext context, AgentChoice input, CancellationToken cancellationToken) =>
        input.WasAsked ? Task.FromResult(new ProbeResult(false, null))
        : commands.Find(input.Role) is null ? models.ProbeAsync(input.Role, cancellationToken) : Task.FromResult(new ProbeResult(true, null));
}
