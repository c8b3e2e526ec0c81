using Workflows.Domain.Client;
using Workflows.Domain.SourceControl;
using Workflows.Http.Product;

namespace Workflows.Http.Reverts;

/// <summary>Starts the revert of a run, once for each commit, and waits a little for what becomes of it.</summary>
/// <param name="hub">The whole hub: the id of a revert comes from a run that the caller has seen, and from nothing else.</param>
/// <param name="reverts">Finds reverts.</param>
/// <param name="chosenIds">No two requests of this process compare and start at once.</param>
/// <param name="options">How long to wait.</param>
/// <param name="host">Tells when the host stops.</param>
/// <param name="time">The clock of that wait.</param>
internal sealed class RevertDesk(
    OrchestrationClient hub, RevertReader reverts, ChosenIds chosenIds, HttpApiOptions options, HostDescription host, TimeProvider time)
{
    /// <summary>Asks for a revert.</summary>
    public async Task<RevertAnswer> AskAsync(RevertInput asked, CancellationToken cancellationToken)
    {
        var id = RevertInput.IdOf(asked.RunId);
        if (await chosenIds.InTurnAsync(() => StartAsync(id, asked, cancellationToken), cancellationToken) is { } refusal)
        {
            return refusal;
        }

        using var patience = new CancellationTokenSource(options.MaxDecisionWait, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, host.Stopping, cancellationToken);
        try
        {
            return Standing(asked.RunId, RevertInstance.From(await hub.WaitForCompletionAsync(id, any.Token)));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Standing(asked.RunId, await reverts.FindAsync(asked.RunId, cancellationToken));
        }
    }

    // Null when a revert is under way: the one that was started, or one that somebody else has asked for a moment ago.
    private async Task<RevertAnswer?> StartAsync(string id, RevertInput asked, CancellationToken cancellationToken)
    {
        var taken = await hub.GetInstanceAsync(id, cancellationToken: cancellationToken);
        var before = RevertInstance.From(taken);
        if (taken is not null && before is null)
        {
            return new RevertAnswer(RevertVerdict.Refused, $"The id {id} is that of another run, so the revert of {asked.RunId} cannot have it. Take commit {asked.Commit.Sha} back by hand: git revert {asked.Commit.Sha}");
        }

        if (before?.HasTakenBack(asked.Commit) == true)
        {
            return new RevertAnswer(RevertVerdict.Refused,
                $"The commit of run {asked.RunId} was taken back already by {before.Result!.By} at {before.Result.At:u}, as commit {before.Result.Sha}.", before);
        }

        if (before is { Instance.IsEnded: false })
        {
            return null;
        }

        // One that was refused or has failed has changed nothing: it makes way for the next try.
        var started = await hub.ScheduleNewInstanceAsync(
            RevertOrchestrator.Definition, asked,
            new StartOptions { InstanceId = id, Reuse = before is null ? InstanceIdReuse.KeepExisting : InstanceIdReuse.ReplaceEnded }, cancellationToken);
        return started.Status == StartStatus.UnknownOrchestrator
            ? new RevertAnswer(RevertVerdict.Failed, "This host takes nothing back: its version does not know how. Ask one of the current version.")
            : null;
    }

    private static RevertAnswer Standing(string runId, RevertInstance? revert) => revert switch
    {
        null => new(RevertVerdict.Failed, $"The revert of run {runId} is gone: somebody has purged it. Ask again; what was pushed is found."),
        { Result: { Sha: { } sha } done } => new(RevertVerdict.Done, $"Commit {done.RevertedSha} of run {runId} is taken back by commit {sha} on branch '{done.Branch}', asked for by {done.By}.", revert),
        { Result: { } refused } => new(RevertVerdict.Refused, refused.Refusal ?? "It was refused, and nothing was done.", revert),
        { Instance.RuntimeStatus: OrchestrationRuntimeStatus.Failed } => new(RevertVerdict.Failed, RevertView.Failure(revert), revert),
        { Instance.IsEnded: true } => new(RevertVerdict.Refused, $"The revert of run {runId} was ended by an operator. Ask again if it is wanted; what was pushed is found.", revert),
        _ => new(RevertVerdict.Accepted, $"The revert of run {runId} is stored, and not done yet; look at the run again in a moment.", revert),
    };
}
