using Workflows.Domain.Orchestration;

namespace Workflows.Benchmarks;

/// <summary>Code of a workload, as an activity.</summary>
internal sealed class LambdaActivity(Func<int, CancellationToken, Task<int>> run) : IActivity<int, int>
{
    public Task<int> RunAsync(ActivityContext context, int input, CancellationToken cancellationToken) => run(input, cancellationToken);
}
