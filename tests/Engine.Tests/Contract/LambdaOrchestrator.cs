using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

/// <summary>An orchestrator that is written where it is tested.</summary>
internal sealed class LambdaOrchestrator<TInput, TOutput>(Func<OrchestrationContext, TInput, Task<TOutput>> run) : IOrchestrator<TInput, TOutput>
{
    public Task<TOutput> RunAsync(OrchestrationContext context, TInput input) => run(context, input);
}
