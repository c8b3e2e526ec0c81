namespace Workflows.Activities.SourceControl.Git;

/// <summary>Looks for what already stands.</summary>
internal sealed class CommitSearch(GitClone clone)
{
    // A command line has room for so many on every system.
    private const int MostPaths = 50;

    /// <summary>The commits in the history of <paramref name="tip"/> whose message holds a text, newest first.</summary>
    public async Task<List<LoggedCommit>> WithTextAsync(string tip, string text, CancellationToken cancellationToken)
    {
        var log = await clone.LocalAsync(
            ["log", "-z", "--format=" + LoggedCommit.Format, "--encoding=UTF-8", "--no-show-signature", "--fixed-strings", "--grep=" + text, tip, "--"], default, cancellationToken);
        return [.. log.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(LoggedCommit.Read).OfType<LoggedCommit>()];
    }

    /// <summary>The whole message of a commit.</summary>
    public async Task<string> MessageAsync(string commit, CancellationToken cancellationToken) =>
        (await clone.LocalAsync(["log", "-1", "--format=%B", "--encoding=UTF-8", "--no-show-signature", commit, "--"], default, cancellationToken)).Text;

    /// <summary>The newest commit that is in the history of both; null for none.</summary>
    public async Task<string?> CommonAsync(string one, string other, CancellationToken cancellationToken) =>
        await clone.TryLocalAsync(["merge-base", one, other], default, cancellationToken) is { Succeeded: true } found ? found.Line : null;

    /// <summary>The commit in the history of <paramref name="tip"/> that takes another one back, or null.</summary>
    public async Task<LoggedCommit?> RevertAsync(string tip, RevertTrailers trailers, CancellationToken cancellationToken) =>
        (await WithTextAsync(tip, trailers.RevertsLine, cancellationToken)).Find(commit => trailers.StandIn(commit.Message));

    /// <summary>Whether a commit's tree holds all the files as they are, and none of those that are to go.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="entries">What is to stand at each path.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    public async Task<bool> HoldsAsync(string commit, IReadOnlyList<TreeEntry> entries, CancellationToken cancellationToken)
    {
        var files = await FilesAsync(commit, entries.Select(entry => entry.Name), cancellationToken);
        return entries.All(entry => entry.IsNothing ? !files.ContainsKey(entry.Name) : files.GetValueOrDefault(entry.Name) == entry);
    }

    /// <summary>What stands at paths of a commit's tree, folders aside.</summary>
    public async Task<Dictionary<string, TreeEntry>> FilesAsync(string commit, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, TreeEntry>(StringComparer.Ordinal);
        foreach (var some in paths.Chunk(MostPaths))
        {
            var listed = await clone.LocalAsync(["ls-tree", "-z", "--full-tree", commit, "--", .. some], default, cancellationToken);
            foreach (var entry in TreeEntry.Read(listed.Output).Where(entry => !entry.IsFolder))
            {
                files[entry.Name] = entry;
            }
        }

        return files;
    }

    /// <summary>Those of some paths that a commit does not hold, and its history does, as far as it is here.</summary>
    /// <param name="tip">The commit.</param>
    /// <param name="paths">Paths at which nothing stands.</param>
    /// <param name="runId">What a commit of this run brought and its revert took away again does not count: approved anew, it is wanted anew.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    public async Task<IReadOnlySet<string>> LostAsync(string tip, IReadOnlyList<string> paths, string runId, CancellationToken cancellationToken)
    {
        var lost = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in paths.Chunk(MostPaths))
        {
            // Mostly none of them was ever there, and one look at the history is enough.
            if (await LastAsync(tip, some, cancellationToken) is null)
            {
                continue;
            }

            foreach (var path in some)
            {
                if (await LastAsync(tip, [path], cancellationToken) is { } last && !RevertTrailers.AreOfRun(runId, last.Message))
                {
                    lost.Add(path);
                }
            }
        }

        return lost;
    }

    /// <summary>The last commit that changed one of the paths; of very many, the first ones are looked at.</summary>
    public async Task<string> LastChangeAsync(string tip, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var last = (await clone.LocalAsync(["log", "-1", "--format=%H", tip, "--", .. paths.Take(MostPaths)], default, cancellationToken)).Line;
        return last.Length > 0 ? last : tip;
    }

    private async Task<LoggedCommit?> LastAsync(string tip, IReadOnlyList<string> paths, CancellationToken cancellationToken) => LoggedCommit.Read((await clone.LocalAsync(
        ["log", "-1", "--format=" + LoggedCommit.Format, "--encoding=UTF-8", "--no-show-signature", tip, "--", .. paths], default, cancellationToken)).Text);
}
