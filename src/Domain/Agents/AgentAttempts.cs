using System.Globalization;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Agents;

/// <summary>What follows a turn that failed: another attempt after a wait, or the end (row R12).</summary>
internal static class AgentAttempts
{
    /// <summary>Notes the attempt, and waits where another one is to be made.</summary>
    /// <returns>How the agent ends; null when another attempt is to be made now.</returns>
    public static async Task<AgentResult?> NextAsync(
        OrchestrationContext context, AgentWork work, AgentLimits limits, AgentFailureKind kind, string? reason, TimeSpan? retryAfter)
    {
        var attempt = work.Failed + 1;
        if (kind == AgentFailureKind.Permanent || attempt >= limits.MaxAttempts)
        {
            work.FailedOnce(attempt, kind, reason, null);
            return work.End(AgentEnd.Failed, kind == AgentFailureKind.Permanent
                ? reason ?? "The turn failed, and would again."
                : string.Create(CultureInfo.InvariantCulture, $"Turn {work.Turn} failed {attempt} times, the last time because {reason}"));
        }

        var delay = AgentBackOff.After(attempt, retryAfter, limits);
        work.FailedOnce(attempt, kind, reason, delay);
        work.Show(string.Create(CultureInfo.InvariantCulture, $"Waiting {delay.TotalSeconds:0.#} s before attempt {attempt + 1} of {limits.MaxAttempts}: {reason}"));
        context.Logger.Log(
            LogSeverity.Warning, "Turn {Turn} of {Agent} failed (attempt {Attempt} of {MaxAttempts}): {Reason}", work.Turn, context.InstanceId, attempt, limits.MaxAttempts, reason);
        await context.CreateTimer(delay, CancellationToken.None);
        work.Waited(delay);
        return work.AtLimit();
    }
}
