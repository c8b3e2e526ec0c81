using Workflows.Domain.SourceControl;

namespace Workflows.Activities.SourceControl.Git;

/// <summary>Sees to it that files get to the places that they are meant for: no link or anything else that is no plain folder is in the way.</summary>
internal sealed class ObstacleSearch(GitClone clone)
{
    private readonly Dictionary<string, List<TreeEntry>> _listed = new(StringComparer.Ordinal);

    /// <summary>Looks at all places.</summary>
    /// <exception cref="CommitRefusedException">A link or something else that is no plain folder stands in the way of a file.</exception>
    public async Task RefuseAsync(string commit, IReadOnlyList<TreeEntry> entries, CancellationToken cancellationToken)
    {
        var going = entries.Where(entry => entry.IsNothing).Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            await RefuseAsync(commit, entry, going, cancellationToken);
        }
    }

    private async Task RefuseAsync(string commit, TreeEntry entry, HashSet<string> going, CancellationToken cancellationToken)
    {
        var tree = commit;
        var segments = entry.Name.Split('/');
        for (var i = 0; i < segments.Length && tree is not null; i++)
        {
            var isFile = i == segments.Length - 1;
            // A file system that ignores case takes another spelling for the same entry.
            var alike = (await ListAsync(tree, cancellationToken)).Where(one => string.Equals(one.Name, segments[i], StringComparison.OrdinalIgnoreCase)).ToList();
            foreach (var obstacle in alike.Where(one => isFile ? !one.IsFile : !one.IsFolder))
            {
                var where = string.Join('/', [.. segments[..i], obstacle.Name]);
                if (!await GoesAsync(where, obstacle, going, cancellationToken) && !(isFile && entry.IsNothing && obstacle.IsFolder))
                {
                    throw new CommitRefusedException(
                        $"'{entry.Name}' cannot be committed: in the repository '{where}' is {obstacle.Kind}, and no link is followed. Remove it there, or set SourceControl:Folder to another folder.");
                }
            }

            tree = alike.Find(one => one.Name == segments[i] && one.IsFolder)?.Id;
        }
    }

    // The same commit takes it away: a plain file, or all files of a folder.
    private async Task<bool> GoesAsync(string where, TreeEntry obstacle, HashSet<string> going, CancellationToken cancellationToken) =>
        obstacle.IsFile ? going.Contains(where)
        : obstacle.IsFolder && going.Any(path => path.StartsWith(where + "/", StringComparison.Ordinal))
            && TreeEntry.Read((await clone.LocalAsync(["ls-tree", "-r", "-z", "--full-tree", obstacle.Id], default, cancellationToken)).Output)
                .TrueForAll(file => going.Contains($"{where}/{file.Name}"));

    private async Task<List<TreeEntry>> ListAsync(string tree, CancellationToken cancellationToken)
    {
        if (!_listed.TryGetValue(tree, out var entries))
        {
            entries = TreeEntry.Read((await clone.LocalAsync(["ls-tree", "-z", "--full-tree", tree], default, cancellationToken)).Output);
            _listed.Add(tree, entries);
        }

        return entries;
    }
}
