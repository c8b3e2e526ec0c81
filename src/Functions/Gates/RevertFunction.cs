using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Workflows.Domain.SourceControl;
using Workflows.Functions.Orchestration;

namespace Workflows.Functions.Gates;

/// <summary>The orchestrator <c>revert</c> as a function.</summary>
public static class RevertFunction
{
    /// <summary>Runs, or replays, an instance.</summary>
    [Function("revert")]
    public static Task<RevertResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RevertInput input) =>
        context.RunAsync(new RevertOrchestrator(), input);
}
