using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Workflows.Domain.Agents;
using Workflows.Functions.Orchestration;

namespace Workflows.Functions.Agents;

/// <summary>The orchestrator <c>agent</c> as a function.</summary>
public static class AgentFunction
{
    /// <summary>Runs, or replays, an instance.</summary>
    [Function("agent")]
    public static Task<AgentResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, AgentInput input) =>
        context.RunAsync(new AgentOrchestrator(), input);
}
