using Workflows.Domain.ImplementTask;
using Workflows.Http.Contracts;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary>What to type to go on from a run that has ended and is not done.</summary>
internal static class NextStep
{
    private const string AgentKind = "agent";
    private static readonly string AgentFailed = RunSummary.OutcomeWord(ImplementTaskOutcome.AgentFailed);

    /// <summary>The commands; null where there is nothing to go on with.</summary>
    public static async Task<string?> OfAsync(Connection connection, Run run, CancellationToken cancellationToken) => run switch
    {
        { IsEnded: false } or { IsGood: true } => null,
        { Status: RunStatus.Terminated } => Restart(run),
        // A rewind would work on the files that were taken before.
        { Status: RunStatus.Failed, Error.Type: nameof(InvalidTaskException) } => $"mend the cause, then {Restart(run)}",
        { Status: RunStatus.Failed } => $"mend the cause, then 'workflows rewind {run.RunId}': what has completed does not run again",
        { Task: null } => null,
        { Outcome: var outcome } when outcome == AgentFailed => await BehindAgentAsync(connection, run, "mend the cause (more time or turns, a model that answers), then ", cancellationToken),
        // A human who says no at a gate of the work means it; one who gives no more money may find some.
        { IsRejected: true, Delivery: null } => await BehindAgentAsync(connection, run, "", cancellationToken),
        { IsRejected: true } => null,
        _ => $"mend what it needs, then {Restart(run)}; 'workflows timeline {run.RunId}' shows where it can be forked",
    };

    private static async Task<string> BehindAgentAsync(Connection connection, Run run, string first, CancellationToken cancellationToken)
    {
        var whole = (await connection.Client.GetTimelineAsync(run.RunId, cancellationToken)).Value;
        if (whole?.Steps.LastOrDefault(step => step.Kind == AgentKind) is not { ChildId: { } child, Forkable: { } agent })
        {
            return first + Restart(run);
        }

        // Its last step keeps the most of what was paid.
        var within = (await connection.Client.GetTimelineAsync(child, cancellationToken)).Value;
        var from = within?.Steps.LastOrDefault(step => step.Forkable is not null)?.Forkable ?? agent;
        return $"{first}'workflows fork {run.RunId} --from {TerminalText.Clean(from, 200)}' (what came before is kept, and not paid for again) or {Restart(run)}";
    }

    private static string Restart(Run run) => $"'workflows restart {run.RunId}'";
}
