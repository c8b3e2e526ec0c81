using Workflows.Activities.Models;
using Workflows.Domain.Agents;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Agents;

/// <summary>Looks whether the model of a role can be reached.</summary>
internal sealed class ProbeModelActivity(ChatModels models) : IActivity<AgentChoice, ProbeResult>
{
    public Task<ProbeResult> RunAsync(ActivityContext context, AgentChoice input, CancellationToken cancellationToken) =>
        models.ProbeAsync(input.Role, cancellationToken);
}
