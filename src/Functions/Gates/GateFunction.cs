using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Workflows.Domain.Gates;
using Workflows.Functions.Orchestration;

namespace Workflows.Functions.Gates;

/// <summary>The orchestrator <c>gate</c> as a function.</summary>
public static class GateFunction
{
    /// <summary>Runs, or replays, an instance.</summary>
    [Function("gate")]
    public static Task<GateOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, GateInput input) =>
        context.RunAsync(new GateOrchestrator(), input);
}
