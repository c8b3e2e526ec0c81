using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Workflows.Domain.GenerateTests;
using Workflows.Functions.Orchestration;

namespace Workflows.Functions.GenerateTests;

/// <summary>The orchestrator <c>generate-tests</c> as a function.</summary>
public static class GenerateTestsFunction
{
    /// <summary>Runs, or replays, an instance.</summary>
    [Function("generate-tests")]
    public static Task<GenerateTestsResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, GenerateTestsInput input) =>
        context.RunAsync(new GenerateTestsOrchestrator(), input);
}
