using Workflows.Domain.Orchestration;

namespace Workflows.CrashHost;

/// <summary>The activity: it says that it begins, takes a moment now and then, and says that it is done. A share of the calls fails.</summary>
internal sealed class StepWork(ActivityLog log, double failures) : IActivity<Step, long>
{
    public async Task<long> RunAsync(ActivityContext context, Step input, CancellationToken cancellationToken)
    {
        log.Start(context.TaskKey);
        if (Random.Shared.Next(4) == 0)
        {
            await Task.Delay(Random.Shared.Next(1, 12), cancellationToken);
        }

        if (Random.Shared.NextDouble() < failures)
        {
            throw new IOException("It does not always work.");
        }

        log.End(context.TaskKey);
        return CrashWorkload.Fold(input);
    }
}
