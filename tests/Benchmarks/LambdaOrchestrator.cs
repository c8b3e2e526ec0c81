using Workflows.Domain.Orchestration;

namespace Workflows.Benchmarks;

/// <summary>Code of a workload, as an orchestrator.</summary>
internal sealed class LambdaOrchestrator(Func<OrchestrationContext, int, Task<int>> run) : IOrchestrator<int, int>
{
    public Task<int> RunAsync(OrchestrationContext context, int input) => run(context, input);
}
