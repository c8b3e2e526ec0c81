namespace Workflows.Activities.SourceControl.Git;

/// <summary>Tells what differs between trees. No text of the repository (attributes, drivers for differences) has a say.</summary>
internal sealed class CommitChanges(GitClone clone)
{
    private static readonly string[] Plainly = ["-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none"];

    /// <summary>What a commit with one parent, or none, has changed.</summary>
    public async Task<List<FileChange>> OfAsync(string commit, CancellationToken cancellationToken) =>
        FileChange.Read((await clone.LocalAsync(["diff-tree", "--root", "--no-commit-id", .. Plainly, commit, "--"], default, cancellationToken)).Output);

    /// <summary>What differs between two commits, by path.</summary>
    public async Task<Dictionary<string, FileChange>> BetweenAsync(string from, string to, CancellationToken cancellationToken)
    {
        var changes = new Dictionary<string, FileChange>(StringComparer.Ordinal);
        foreach (var change in FileChange.Read((await clone.LocalAsync(["diff-tree", .. Plainly, from, to, "--"], default, cancellationToken)).Output))
        {
            // Names that are no text may read the same; none of them is a path that a run commits to.
            changes[change.Path] = change;
        }

        return changes;
    }
}
