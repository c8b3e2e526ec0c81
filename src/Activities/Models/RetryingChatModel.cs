using Microsoft.Extensions.Logging;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Models;

/// <summary>
/// Asks again where that can help: after a growing, jittered wait when the trouble passes by itself; once, with twice the limit, when the
/// answer was cut off. This is the one retry layer of model calls.
/// </summary>
internal sealed class RetryingChatModel(IChatModel inner, int maxAttempts, TimeProvider time, Random random, ILogger logger) : IChatModel
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(8);

    /// <summary>A service may ask for more patience than a run has; then this is all it gets.</summary>
    internal static TimeSpan LongestRetryAfter { get; } = TimeSpan.FromSeconds(60);

    public string Name => inner.Name;

    public async Task<ChatOutcome> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var usage = ModelUsage.None;
        var raised = false;
        var (key, useless) = (request.IdempotencyKey, 0);
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await inner.CompleteAsync(request, cancellationToken);
            usage = usage.Plus(outcome.Usage);
            if (outcome is not ChatFailure failure)
            {
                return outcome with { Usage = usage, Attempts = attempt };
            }

            var mayHelp = failure.Kind == ChatFailureKind.Transient || (failure.Kind == ChatFailureKind.Truncated && !raised);
            if (!mayHelp || attempt >= maxAttempts)
            {
                // A call that a budget did not allow was not made.
                return failure with { Usage = usage, Attempts = attempt - 1 + failure.Attempts };
            }

            var wait = TimeSpan.Zero;
            if (failure.Kind == ChatFailureKind.Truncated)
            {
                raised = true;
                request = AnswerLimits.Raised(request, failure);
                (key, useless) = (request.IdempotencyKey, 0);
            }
            else
            {
                wait = WaitAfter(attempt, failure.RetryAfter);
                useless += failure.IsUseless ? 1 : 0;
                request = request with { IdempotencyKey = AnswerKeys.Again(key, useless) };
            }

            ModelLog.Retrying(logger, Name, attempt, maxAttempts, failure.Reason, wait.TotalSeconds);
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private TimeSpan WaitAfter(int attempt, TimeSpan? retryAfter)
    {
        if (retryAfter is { } asked)
        {
            return asked < LongestRetryAfter ? asked : LongestRetryAfter;
        }

        var backOff = TimeSpan.FromTicks(Math.Min(FirstWait.Ticks << Math.Min(attempt - 1, 10), LongestBackOff.Ticks));
        // Half of it is random, so that runs that failed together do not come back together.
        return backOff * (0.5 + random.NextDouble() / 2);
    }
}
