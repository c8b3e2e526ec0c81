namespace Workflows.Activities.SourceControl.Git;

/// <summary>Looks for what already stands.</summary>
internal sealed class CommitSearch(GitClone clone)
{
    /// <summary>The commits in the history of <paramref name="tip"/> that carry the trailers, newest first.</summary>
    public async Task<List<string>> WithTrailersAsync(string tip, CommitTrailers trailers, CancellationToken cancellationToken)
    {
        var log = await clone.LocalAsync(
            ["log", "-z", "--format=%H%n%B", "--encoding=UTF-8", "--no-show-signature", "--fixed-strings", "--grep=" + trailers.RunLine, tip, "--"], default, cancellationToken);
        return
        [
            .. log.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(commit => commit.Split('\n', 2))
                .Where(commit => commit.Length == 2 && trailers.StandIn(commit[1]))
                .Select(commit => commit[0]),
        ];
    }

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
