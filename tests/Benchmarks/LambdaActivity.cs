using Workflows.Domain.Orchestration;

namespace Workflows.Benchmarks;

/// <summary>Code of a workload, as an activity.</summary>
internal sealed class LambdaActivity<TInput, TOutput>(Func<TInput, CancellationToken, Task<TOutput>> run) : IActivity<TInput, TOutput>
{
    public LambdaActivity(Func<TInput, TOutput> run) : this((input, _) => Task.FromResult(run(input)))
    {
    }

    public Task<TOutput> RunAsync(ActivityContext context, TInput input, CancellationToken cancellationToken) => run(input, cancellationToken);
}
