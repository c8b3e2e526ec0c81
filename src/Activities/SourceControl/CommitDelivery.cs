using Microsoft.Extensions.Logging;
using Workflows.Activities.SourceControl.Git;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.SourceControl;

/// <summary>
/// Brings one commit to the remote exactly once, wherever an earlier try was cut off: it looks at the remote first; it makes the very commit
/// that the earlier try made; and the remote takes it only if the branch is where it was.
/// </summary>
internal sealed class CommitDelivery(
    GitClone clone, CloneFolder folder, RepositoryAddress remote, SourceControlOptions options, TimeProvider time, ILogger logger)
{
    private readonly CommitSearch _search = new(clone);
    private readonly CommitWriter _writer = new(clone, folder, options);

    /// <exception cref="CommitRefusedException">Something in the repository forbids it.</exception>
    /// <exception cref="SourceControlException">The remote cannot be used right now.</exception>
    public async Task<CommitResult> DeliverAsync(CommitRequest request, CommitContents contents, CancellationToken cancellationToken)
    {
        var merge = new CommitMerge(clone, folder, _writer, request.RunId, contents.Files);
        for (var attempt = 1; ; attempt++)
        {
            var tip = await clone.FetchAsync(request.Branch, cancellationToken);
            if (tip.Commit is not null && await FindStandingAsync(request, tip, merge, cancellationToken) is { } made)
            {
                SourceControlLog.Exists(logger, request.RunId, made, tip.Branch, remote.Text);
                return new CommitResult(remote.Text, tip.Branch, made, Existed: true);
            }

            var (below, entries) = await PlaceAsync(request, tip, merge, contents.Begun, cancellationToken);
            if (below is not null && below == tip.Commit && await FindSameAsync(below, entries, cancellationToken) is { } standing)
            {
                SourceControlLog.Exists(logger, request.RunId, standing, tip.Branch, remote.Text);
                return new CommitResult(remote.Text, tip.Branch, standing, Existed: true);
            }

            await RefuseSecondPushAsync(request, cancellationToken);
            var commit = await _writer.CommitAsync(request, entries, below, cancellationToken);
            var outcome = await clone.PushAsync(request.Branch, commit, tip.Exists ? tip.Commit : null, cancellationToken);
            if (outcome != PushOutcome.Moved)
            {
                await folder.MarkAsync(request.Key, commit, cancellationToken);
                Tell(request, commit, outcome);
                return new CommitResult(remote.Text, request.Branch, commit, Existed: outcome == PushOutcome.Stood);
            }

            SourceControlLog.Moved(logger, request.RunId, request.Branch, attempt, options.PushAttempts);
            if (attempt == options.PushAttempts)
            {
                throw new SourceControlException(
                    $"Branch '{request.Branch}' of {remote.Text} moved {attempt} times while the commit was made. It is tried again; when many write to one branch, raise SourceControl:PushAttempts or use a branch for each run.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(20, 100 * attempt)), time, cancellationToken);
        }
    }

    // On top of an earlier run, where the files began with what it left in the folder; otherwise, and where that is in the way, on the tip.
    private async Task<(string? Below, IReadOnlyList<TreeEntry> Entries)> PlaceAsync(
        CommitRequest request, RemoteTip tip, CommitMerge merge, BegunWith? begun, CancellationToken cancellationToken)
    {
        if (!tip.Exists && tip.Commit is not null && begun is not null
            && await new EarlierCommits(clone, _writer).FindAsync(tip.Commit, request.Branch, begun, cancellationToken) is { } earlier
            && await merge.OnAsync(earlier, cancellationToken) is (var onEarlier, { Count: 0 }))
        {
            SourceControlLog.OnEarlier(logger, request.RunId, request.Branch, earlier);
            return (earlier, onEarlier);
        }

        var (entries, conflicts) = await merge.OnAsync(tip.Commit, cancellationToken);
        return conflicts.Count == 0 ? (tip.Commit, entries) : throw new CommitRefusedException(ConflictMessage.Write(tip.Branch, remote, conflicts));
    }

    private void Tell(CommitRequest request, string commit, PushOutcome outcome)
    {
        if (outcome == PushOutcome.Stood)
        {
            SourceControlLog.Exists(logger, request.RunId, commit, request.Branch, remote.Text);
        }
        else
        {
            SourceControlLog.Pushed(logger, request.RunId, commit, request.Branch, remote.Text, request.Author.Name);
        }
    }

    // A commit holds what was approved as it is on top of the commit below it.
    private async Task<string?> FindStandingAsync(CommitRequest request, RemoteTip tip, CommitMerge merge, CancellationToken cancellationToken)
    {
        var found = await StandingAsync(request, tip.Commit!, cancellationToken);
        foreach (var commit in found)
        {
            var (entries, conflicts) = await merge.OnAsync(commit.Parents is [var parent, ..] ? parent : null, cancellationToken);
            if (conflicts.Count == 0 && await _search.HoldsAsync(commit.Id, entries, cancellationToken))
            {
                return commit.Id;
            }
        }

        return found.Count == 0
            ? null
            : throw new CommitRefusedException(
                $"Commit {found[0].Id} on branch '{tip.Branch}' of {remote.Text} says that it is that of run {request.RunId}, but holds other files than were approved: somebody changed it. Nothing was pushed. Look at it, and start a new run if the approved files are wanted.");
    }

    private async Task<string?> FindSameAsync(string tip, IReadOnlyList<TreeEntry> entries, CancellationToken cancellationToken) =>
        await _search.HoldsAsync(tip, entries, cancellationToken)
            ? await _search.LastChangeAsync(tip, entries.Select(entry => entry.Name), cancellationToken)
            : null;

    // What was taken back stands in the history still; when the same is approved anew, it is wanted anew.
    private async Task<List<LoggedCommit>> StandingAsync(CommitRequest request, string tip, CancellationToken cancellationToken)
    {
        var standing = new List<LoggedCommit>();
        foreach (var commit in await _search.WithTextAsync(tip, request.Trailers.RunLine, cancellationToken))
        {
            if (request.Trailers.StandIn(commit.Message)
                && (commit.At == request.At || await _search.RevertAsync(tip, new RevertTrailers(commit.Id, request.RunId, ""), cancellationToken) is null))
            {
                standing.Add(commit);
            }
        }

        return standing;
    }

    // What a person took away after it was pushed is not pushed again on the same approval.
    private async Task RefuseSecondPushAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        if (await folder.FindMarkAsync(request.Key, cancellationToken) is { } pushed)
        {
            throw new CommitRefusedException(
                $"Commit {pushed} of run {request.RunId} was pushed to branch '{request.Branch}' of {remote.Text}, and is no longer there: the branch was deleted, or its history rewritten. It is not pushed a second time on the same approval; start a new run if the files are wanted.");
        }
    }
}
