using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

/// <summary>Registers code that is written where it is tested.</summary>
public static class LambdaRegistration
{
    public static OrchestratorDefinition<TInput, TOutput> Orchestrator<TInput, TOutput>(
        this TaskRegistry registry, string name, Func<OrchestrationContext, TInput, Task<TOutput>> run)
    {
        var definition = new OrchestratorDefinition<TInput, TOutput>(name);
        registry.AddOrchestrator(definition, () => new LambdaOrchestrator<TInput, TOutput>(run));
        return definition;
    }

    public static ActivityDefinition<TInput, TOutput> Activity<TInput, TOutput>(this TaskRegistry registry, string name, Func<TInput, TOutput> run) =>
        registry.AsyncActivity<TInput, TOutput>(name, (_, input, _) => Task.FromResult(run(input)));

    public static ActivityDefinition<TInput, TOutput> AsyncActivity<TInput, TOutput>(
        this TaskRegistry registry, string name, Func<ActivityContext, TInput, CancellationToken, Task<TOutput>> run)
    {
        var definition = new ActivityDefinition<TInput, TOutput>(name);
        registry.AddActivity(definition, () => new LambdaActivity<TInput, TOutput>(run));
        return definition;
    }
}
