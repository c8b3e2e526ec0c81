namespace Workflows.Domain.Orchestration;

internal sealed class TypedActivityRegistration<TInput, TOutput>(
    ActivityDefinition<TInput, TOutput> definition, Func<IActivity<TInput, TOutput>> create)
    : ActivityRegistration(definition.Name, typeof(TInput), typeof(TOutput))
{
    public IActivity<TInput, TOutput> Create() => create();

    public override async Task<string?> InvokeAsync(
        PayloadConverter converter, ActivityContext context, string? input, CancellationToken cancellationToken) =>
        converter.Serialize(await create().RunAsync(context, converter.Deserialize<TInput>(input)!, cancellationToken));
}
