namespace Workflows.Activities.SourceControl.Git;

/// <summary>
/// Finds the commit of an earlier run that the files of a run began with. What is approved goes to a branch and back into the folder, so the next run
/// of that folder begins with more than the default branch holds; its commit belongs on top of the earlier one, and not beside it.
/// </summary>
internal sealed class EarlierCommits(GitClone clone, CommitWriter writer)
{
    private readonly CommitSearch _search = new(clone);
    private readonly CommitChanges _changes = new(clone);

    /// <summary>The newest one that the files rest on; null where they rest on none but <paramref name="tip"/>.</summary>
    /// <param name="tip">Where the branch would begin.</param>
    /// <param name="branch">The branch. Those beside it are looked at.</param>
    /// <param name="begun">The files that the run began with.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <exception cref="SourceControlException">The remote does not answer or lets nobody in.</exception>
    public async Task<string?> FindAsync(string tip, string branch, BegunWith begun, CancellationToken cancellationToken)
    {
        foreach (var commit in await clone.FetchBesideAsync(branch, cancellationToken))
        {
            // One that was merged is in the tip.
            if (CommitTrailers.AreIn(await _search.MessageAsync(commit, cancellationToken))
                && await _search.CommonAsync(tip, commit, cancellationToken) is { } common && common != commit
                && await IsHeldAsync(common, commit, begun, cancellationToken))
            {
                return commit;
            }
        }

        return null;
    }

    // A file may have been changed since. One that is as it was before says that the commit was not taken over, or was taken back. Only one that is
    // there says that it was: those of another task in the same repository are not seen here, and not gone either.
    private async Task<bool> IsHeldAsync(string below, string commit, BegunWith begun, CancellationToken cancellationToken)
    {
        var held = 0;
        foreach (var change in (await _changes.BetweenAsync(below, commit, cancellationToken)).Values.Where(change => change.Before.Id != change.After.Id))
        {
            var found = await FoundAsync(change.Path, begun, cancellationToken);
            if (found.Contains(change.Before.Id))
            {
                return false;
            }

            held += !change.After.IsNothing && found.Contains(change.After.Id) ? 1 : 0;
        }

        return held > 0;
    }

    // As it lies there, and as a repository would have it where a work tree has other ends of lines.
    private async Task<IReadOnlyList<string>> FoundAsync(string path, BegunWith begun, CancellationToken cancellationToken)
    {
        if (await begun(path, cancellationToken) is not { } bytes)
        {
            return [TreeEntry.Nothing(path).Id];
        }

        CommitContent[] files = FileMerge.HasWindowsEnds(bytes)
            ? [new CommitContent(path, bytes), new CommitContent(path, FileMerge.WithPlainEnds(bytes))]
            : [new CommitContent(path, bytes)];
        return [.. (await writer.StoreAsync(files, cancellationToken)).Select(entry => entry.Id)];
    }
}
