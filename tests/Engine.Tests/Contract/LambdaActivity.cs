using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

/// <summary>An activity that is written where it is tested.</summary>
internal sealed class LambdaActivity<TInput, TOutput>(Func<ActivityContext, TInput, CancellationToken, Task<TOutput>> run) : IActivity<TInput, TOutput>
{
    public Task<TOutput> RunAsync(ActivityContext context, TInput input, CancellationToken cancellationToken) => run(context, input, cancellationToken);
}
