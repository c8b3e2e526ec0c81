namespace Workflows.Domain.Orchestration;

/// <summary>
/// Makes a call again as its policy says. Both engines' adapters go through here, so that a policy means the same on each: every attempt
/// and every wait is a line of history of its own.
/// </summary>
public static class RetriedCall
{
    /// <summary>Calls until it succeeds or the policy allows no further attempt.</summary>
    /// <exception cref="TaskFailedException">The last attempt's failure.</exception>
    public static async Task<T> RunAsync<T>(OrchestrationContext context, RetryPolicy? policy, Func<Task<T>> call)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(call);
        if (policy is null)
        {
            return await call();
        }

        var begun = context.CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException failed) when (policy.AllowsAnother(attempt, context.CurrentUtcDateTime - begun, failed.FailureDetails))
            {
                context.Logger.Log(LogSeverity.Warning, "Attempt {Attempt} of {Task} failed and is made again in {Delay}: {Reason}",
                    attempt, failed.TaskName, policy.DelayBefore(attempt + 1), failed.FailureDetails.ErrorMessage);
            }

            await context.CreateTimer(policy.DelayBefore(attempt + 1), CancellationToken.None);
        }
    }
}
