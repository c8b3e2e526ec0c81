using System.Globalization;
using Workflows.Activities.SourceControl.Git;

namespace Workflows.Activities.SourceControl;

/// <summary>
/// Decides what a revert does: each file that the commit of the run brought gets back what stood there before, or goes. It does nothing
/// when the commit is not that of the run, or one of the files is no longer as the commit left it.
/// </summary>
internal sealed class RevertPlanning(GitClone clone, RepositoryAddress remote)
{
    private const int MostNamed = 10;

    private readonly CommitSearch _search = new(clone);
    private readonly CommitChanges _changes = new(clone);

    public async Task<RevertPlan> PlanAsync(RevertRequest request, RemoteTip tip, CancellationToken cancellationToken)
    {
        if (!tip.Exists)
        {
            return RevertPlan.Not(
                $"Branch '{request.Branch}' of {remote.Text} no longer exists, so nothing was reverted. Where its commit was merged, take it back there by hand: git revert {request.Sha}");
        }

        // The message and not the caller says whose commit it is: no call can take back what somebody else has committed.
        var commit = (await _search.WithTextAsync(tip.Commit!, CommitTrailers.LineOf(request.RunId), cancellationToken)).Find(found => found.Id == request.Sha);
        var trailers = commit is null ? [] : TrailerBlock.Of(commit.Message);
        if (commit is null || !trailers.Contains(CommitTrailers.LineOf(request.RunId), StringComparer.Ordinal))
        {
            return RevertPlan.Not(
                $"Commit {request.Sha} does not stand on branch '{request.Branch}' of {remote.Text} as one that run {request.RunId} made: the history was rewritten, or the files stood there before the run and it had nothing to commit. Nothing was reverted; look at the branch (git log {request.Branch}) and take back by hand what is not wanted.");
        }

        var touched = commit.Parents.Count > 1 ? [] : await _changes.OfAsync(commit.Id, cancellationToken);
        if (touched.Count == 0 || touched.Exists(change => !IsOfARun(change)) || touched.Count(change => change.After.IsNothing) > CommitTrailers.DeletesOf(trailers))
        {
            return RevertPlan.Not(
                $"Commit {request.Sha} on branch '{request.Branch}' of {remote.Text} says that it is that of run {request.RunId}, but does something else than changing plain files: somebody else made it. Nothing was reverted; take it back by hand if it is not wanted: git revert {request.Sha}");
        }

        var since = await _changes.BetweenAsync(commit.Id, tip.Commit!, cancellationToken);
        var changed = touched.Where(change => since.ContainsKey(change.Path)).ToList();
        return changed.Count == 0 ? new RevertPlan(commit.Subject, string.Concat(touched.OrderByDescending(change => change.Before.IsNothing).Select(change => change.Before.IndexLine)), null)
            : changed.Count == touched.Count && changed.TrueForAll(change => since[change.Path].After == change.Before) ? RevertPlan.Not(
                $"Branch '{request.Branch}' of {remote.Text} holds nothing any more of what run {request.RunId} committed: somebody has taken it back by hand. Nothing is left to revert.")
            : RevertPlan.Not(Changed(request, changed));
    }

    private static bool IsOfARun(FileChange change) =>
        change.IsOfFiles && RepositoryPath.Problem(change.Path, mayBeHidden: true) is null
        && (change.After.IsNothing || !change.Path.Split('/').Any(RepositoryPath.SteersGit));

    private string Changed(RevertRequest request, List<FileChange> changed)
    {
        var names = string.Join(", ", changed.Take(MostNamed).Select(change => change.Path));
        var more = changed.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {changed.Count - MostNamed} more") : "";
        return $"Since run {request.RunId} committed to branch '{request.Branch}' of {remote.Text}, somebody has changed {names}{more}. Nothing was reverted, so that no work is lost. Take the commit back by hand and settle what has changed (git revert {request.Sha}), or put the files back to what the run committed and ask again.";
    }
}
