namespace Workflows.Domain.Orchestration;

internal sealed class TypedOrchestratorRegistration<TInput, TOutput>(
    OrchestratorDefinition<TInput, TOutput> definition, Func<IOrchestrator<TInput, TOutput>> create)
    : OrchestratorRegistration(definition.Name, typeof(TInput), typeof(TOutput))
{
    public override async Task<string?> InvokeAsync(PayloadConverter converter, OrchestrationContext context, string? input) =>
        converter.Serialize(await create().RunAsync(context, converter.Deserialize<TInput>(input)!));
}
