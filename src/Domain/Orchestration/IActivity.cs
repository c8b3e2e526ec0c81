namespace Workflows.Domain.Orchestration;

/// <summary>One side effect of a workflow. It may run again after a crash, and is idempotent by <see cref="ActivityContext.TaskKey"/>.</summary>
public interface IActivity<in TInput, TOutput>
{
    /// <summary>Does the work. An exception becomes the task's failure.</summary>
    /// <param name="context">Who asks, and the key for idempotence.</param>
    /// <param name="input">What the orchestrator passed.</param>
    /// <param name="cancellationToken">Cancelled when the host shuts down; the activity then runs again at the next start.</param>
    Task<TOutput> RunAsync(ActivityContext context, TInput input, CancellationToken cancellationToken);
}
