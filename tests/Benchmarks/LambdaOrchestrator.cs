using Workflows.Domain.Orchestration;

namespace Workflows.Benchmarks;

/// <summary>Code of a workload, as an orchestrator.</summary>
internal sealed class LambdaOrchestrator<TInput, TOutput>(Func<OrchestrationContext, TInput, Task<TOutput>> run) : IOrchestrator<TInput, TOutput>
{
    public Task<TOutput> RunAsync(OrchestrationContext context, TInput input) => run(context, input);
}
