using System.Globalization;
using Workflows.Domain.Agents;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.SourceControl;

/// <summary>
/// Commits, and waits where the repository's host cannot be reached: its trouble is no failure of the run and spends none of its attempts.
/// What a host that answers refuses (rights, a protected branch) fails at once.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="probe">What is looked for, by the number of the look.</param>
/// <param name="waits">Told what the run waits for; and null once it goes on.</param>
internal sealed class PatientCommit(OrchestrationContext context, Func<int, RepositoryProbe> probe, Action<string?> waits)
{
    private int _probes;

    /// <summary>Commits. Never a result that is <see cref="CommitResult.Unreachable"/>.</summary>
    /// <param name="commit">Makes the call, the same one each time: by its time and author an earlier try is found again.</param>
    public async Task<CommitResult> RunAsync(Func<Task<CommitResult>> commit)
    {
        DateTime? since = null;
        while (true)
        {
            var result = await commit();
            if (result.Unreachable is not { } reason)
            {
                return result;
            }

            since ??= context.CurrentUtcDateTime;
            await UntilReachedAsync(reason, since.Value);
        }
    }

    // The waits of before count, too: a host that answers a look and no commit is not asked more and more often.
    private async Task UntilReachedAsync(string reason, DateTime since)
    {
        while (true)
        {
            waits(string.Create(
                CultureInfo.InvariantCulture,
                $"The repository cannot be reached since {since:yyyy-MM-dd HH:mm:ss} UTC: {reason.TrimEnd('.')}. The run goes on by itself once it can be; no attempt is spent."));
            await context.CreateTimer(AgentBackOff.BeforeProbe(++_probes), CancellationToken.None);
            var found = await context.CallActivityAsync(SourceControlActivities.ProbeRepository, probe(_probes), AgentOrchestrator.Patient);
            if (found.Reached)
            {
                waits(null);
                return;
            }

            reason = found.Reason ?? reason;
        }
    }
}
