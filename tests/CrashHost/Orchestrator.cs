using Workflows.Domain.Orchestration;

namespace Workflows.CrashHost;

internal sealed class Orchestrator<TInput, TOutput>(Func<OrchestrationContext, TInput, Task<TOutput>> run) : IOrchestrator<TInput, TOutput>
{
    public Task<TOutput> RunAsync(OrchestrationContext context, TInput input) => run(context, input);
}
