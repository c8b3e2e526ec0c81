namespace Workflows.Activities.SourceControl.Git;

/// <summary>Looks for what already stands.</summary>
internal sealed class CommitSearch(GitClone clone)
{
    /// <summary>The commits in the history of <paramref name="tip"/> whose message holds a text, newest first.</summary>
    public async Task<List<LoggedCommit>> WithTextAsync(string tip, string text, CancellationToken cancellationToken)
    {
        var log = await clone.LocalAsync(
            ["log", "-z", "--format=" + LoggedCommit.Format, "--encoding=UTF-8", "--no-show-signature", "--fixed-strings", "--grep=" + text, tip, "--"], default, cancellationToken);
        return [.. log.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(LoggedCommit.Read).OfType<LoggedCommit>()];
    }

    /// <summary>The commit in the history of <paramref name="tip"/> that takes another one back, or null.</summary>
    public async Task<LoggedCommit?> RevertAsync(string tip, RevertTrailers trailers, CancellationToken cancellationToken) =>
        (await WithTextAsync(tip, trailers.RevertsLine, cancellationToken)).Find(commit => trailers.StandIn(commit.Message));

    /// <summary>Whether a commit's tree holds all the files as they are.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="blobs">Paths, and the ids of their contents.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    public async Task<bool> HoldsAsync(string commit, IReadOnlyDictionary<string, string> blobs, CancellationToken cancellationToken)
    {
        var listed = await clone.LocalAsync(["ls-tree", "-z", "--full-tree", commit, "--", .. blobs.Keys], default, cancellationToken);
        var entries = TreeEntry.Read(listed.Output).Where(entry => entry.Mode == TreeEntry.PlainFile).ToDictionary(entry => entry.Name, entry => entry.Id);
        return blobs.All(blob => entries.TryGetValue(blob.Key, out var id) && id == blob.Value);
    }

    /// <summary>The last commit that changed one of the paths.</summary>
    public async Task<string> LastChangeAsync(string tip, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var last = (await clone.LocalAsync(["log", "-1", "--format=%H", tip, "--", .. paths], default, cancellationToken)).Line;
        return last.Length > 0 ? last : tip;
    }
}
