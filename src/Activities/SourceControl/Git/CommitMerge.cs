namespace Workflows.Activities.SourceControl.Git;

/// <summary>
/// Tells what is to stand in a commit: what was approved, made on top of what the branch holds. Lines that came to the branch meanwhile stay, and lines
/// that were in no commit when the work began, which nobody was shown, do not come in with it.
/// </summary>
internal sealed class CommitMerge(GitClone clone, CloneFolder folder, CommitWriter writer, string runId, IReadOnlyList<CommitContent> files)
{
    private readonly CommitSearch _search = new(clone);
    private readonly FileMerge _merge = new(clone, folder);

    private IReadOnlyList<TreeEntry>? _approved;
    private IReadOnlyList<TreeEntry?>? _bases;

    /// <summary>What is to stand at each path in a commit on top of another one; and the paths where the two are in each other's way.</summary>
    /// <param name="parent">The commit below; null where there is none.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    public async Task<(IReadOnlyList<TreeEntry> Entries, IReadOnlyList<MergeConflict> Conflicts)> OnAsync(string? parent, CancellationToken cancellationToken)
    {
        _approved ??= await writer.StoreAsync(files, cancellationToken);
        if (parent is null || files.All(file => file.Base is null))
        {
            return (_approved, []);
        }

        _bases ??= await BasesAsync(cancellationToken);
        var standing = await _search.FilesAsync(parent, files.Select(file => file.Path), cancellationToken);
        var gone = await GoneAsync(parent, standing, cancellationToken);
        var (entries, conflicts) = (new List<TreeEntry>(), new List<MergeConflict>());
        for (var index = 0; index < files.Count; index++)
        {
            var entry = _bases[index] is { } before
                ? await OnAsync(files[index], before, _approved[index], standing.GetValueOrDefault(files[index].Path), cancellationToken)
                : _approved[index];
            entries.Add(entry ?? _approved[index]);
            if (entry is null || gone.Contains(files[index].Path))
            {
                conflicts.Add(new MergeConflict(files[index].Path, IsGone: entry is not null));
            }
        }

        return (entries, conflicts);
    }

    // Null for a conflict. What is no file is in the way of any, which the writer of the commit tells better.
    private async Task<TreeEntry?> OnAsync(CommitContent file, TreeEntry before, TreeEntry approved, TreeEntry? standing, CancellationToken cancellationToken)
    {
        if (standing is null || !standing.IsFile || standing == before || standing == approved)
        {
            return approved;
        }

        if (before.IsNothing)
        {
            return null;
        }

        if (approved.IsNothing)
        {
            return standing.Id == before.Id || FileMerge.AreAlike(file.Base!.Bytes!, await ReadAsync(standing, cancellationToken)) ? approved : null;
        }

        var mode = approved.Mode == before.Mode ? standing.Mode : approved.Mode;
        if (approved.Id == before.Id || approved.Id == standing.Id)
        {
            return standing with { Mode = mode };
        }

        if (standing.Id == before.Id)
        {
            return approved with { Mode = mode };
        }

        return await _merge.ChangeAsync(file.Base!.Bytes!, file.Bytes!, await ReadAsync(standing, cancellationToken), cancellationToken) is { } merged
            ? (await writer.StoreAsync([file with { Bytes = merged }], cancellationToken))[0] with { Mode = mode }
            : null;
    }

    // The changed files that the branch had once and has no more: whoever deleted or moved them does not want them back beside what they have become.
    private async Task<IReadOnlySet<string>> GoneAsync(string parent, Dictionary<string, TreeEntry> standing, CancellationToken cancellationToken) =>
        await _search.LostAsync(
            parent, [.. files.Where(file => file is { Bytes: not null, Base.Bytes: not null } && !standing.ContainsKey(file.Path)).Select(file => file.Path)], runId, cancellationToken);

    private async Task<byte[]> ReadAsync(TreeEntry file, CancellationToken cancellationToken) =>
        (await clone.LocalAsync(["cat-file", "blob", file.Id], default, cancellationToken)).Output;

    private async Task<IReadOnlyList<TreeEntry?>> BasesAsync(CancellationToken cancellationToken)
    {
        var stored = new Queue<TreeEntry>(await writer.StoreAsync([.. files.Select(file => file.Base).OfType<CommitContent>()], cancellationToken));
        return [.. files.Select(file => file.Base is null ? null : stored.Dequeue())];
    }
}
