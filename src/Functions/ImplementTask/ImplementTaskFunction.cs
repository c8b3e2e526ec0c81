using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Workflows.Domain.ImplementTask;
using Workflows.Functions.Orchestration;

namespace Workflows.Functions.ImplementTask;

/// <summary>The orchestrator <c>implement-task</c> as a function.</summary>
public static class ImplementTaskFunction
{
    /// <summary>Runs, or replays, an instance.</summary>
    [Function("implement-task")]
    public static Task<ImplementTaskResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, ImplementTaskInput input) =>
        context.RunAsync(new ImplementTaskOrchestrator(), input);
}
