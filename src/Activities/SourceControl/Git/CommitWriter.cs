using System.Globalization;
using System.Text;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.SourceControl.Git;

/// <summary>
/// Makes a commit out of objects alone. There is no work tree, so nothing of the repository (links, filters, attributes) is ever acted on.
/// The same call on the same tip makes the same commit, byte for byte.
/// </summary>
internal sealed class CommitWriter(GitClone clone, CloneFolder folder, SourceControlOptions options)
{
    /// <summary>Stores the contents.</summary>
    /// <returns>Paths, and the ids of their contents.</returns>
    public async Task<IReadOnlyDictionary<string, string>> StoreAsync(IReadOnlyList<CommitContent> files, CancellationToken cancellationToken)
    {
        var blobs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            blobs[file.Path] = (await clone.LocalAsync(["hash-object", "-w", "--stdin"], file.Bytes, cancellationToken)).Line;
        }

        return blobs;
    }

    /// <summary>Makes the commit.</summary>
    /// <exception cref="CommitRefusedException">A link or something else that is no plain folder stands in the way of a file.</exception>
    public async Task<string> CommitAsync(CommitRequest request, IReadOnlyDictionary<string, string> blobs, string? parent, CancellationToken cancellationToken)
    {
        if (parent is not null)
        {
            await RefuseObstaclesAsync(parent, blobs.Keys, cancellationToken);
        }

        var lines = string.Concat(blobs.Select(blob => $"{TreeEntry.PlainFile} {blob.Value}\t{blob.Key}\0"));
        return await CommitAsync(request.Author, request.At, request.Message, lines, parent, cancellationToken);
    }

    /// <summary>Makes a commit that differs from its parent by some lines of the index.</summary>
    /// <param name="author">Who stands in it.</param>
    /// <param name="at">Seconds since 1970.</param>
    /// <param name="message">The whole message.</param>
    /// <param name="lines">As <c>git update-index -z --index-info</c> takes them.</param>
    /// <param name="parent">The parent; null for the first commit.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    public async Task<string> CommitAsync(GitIdentity author, long at, string message, string lines, string? parent, CancellationToken cancellationToken)
    {
        var index = new Dictionary<string, string> { ["GIT_INDEX_FILE"] = folder.NewTemporaryFile() };
        await clone.LocalAsync(["read-tree", parent ?? "--empty"], default, cancellationToken, index);
        await clone.LocalAsync(["update-index", "-z", "--index-info"], Encoding.UTF8.GetBytes(lines), cancellationToken, index);
        var tree = (await clone.LocalAsync(["write-tree"], default, cancellationToken, index)).Line;
        string[] parents = parent is null ? [] : ["-p", parent];
        return (await clone.LocalAsync(
            ["commit-tree", tree, .. parents, "-F", "-"], Encoding.UTF8.GetBytes(message), cancellationToken, Identities(author, at))).Line;
    }

    private Dictionary<string, string> Identities(GitIdentity author, long at)
    {
        var date = string.Create(CultureInfo.InvariantCulture, $"@{at} +0000");
        return new Dictionary<string, string>
        {
            ["GIT_AUTHOR_NAME"] = author.Name,
            ["GIT_AUTHOR_EMAIL"] = author.Email,
            ["GIT_AUTHOR_DATE"] = date,
            ["GIT_COMMITTER_NAME"] = options.CommitterName.Trim(),
            ["GIT_COMMITTER_EMAIL"] = options.CommitterEmail.Trim(),
            ["GIT_COMMITTER_DATE"] = date,
        };
    }

    private async Task RefuseObstaclesAsync(string commit, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            var tree = commit;
            var segments = path.Split('/');
            for (var i = 0; i < segments.Length && tree is not null; i++)
            {
                var entries = TreeEntry.Read((await clone.LocalAsync(["ls-tree", "-z", "--full-tree", tree], default, cancellationToken)).Output);
                var isFile = i == segments.Length - 1;
                // A file system that ignores case takes another spelling for the same entry.
                var alike = entries.Where(entry => string.Equals(entry.Name, segments[i], StringComparison.OrdinalIgnoreCase)).ToList();
                if (alike.Find(entry => isFile ? !entry.IsFile : !entry.IsFolder) is { } obstacle)
                {
                    var where = string.Join('/', [.. segments[..i], obstacle.Name]);
                    throw new CommitRefusedException(
                        $"'{path}' cannot be committed: in the repository '{where}' is {obstacle.Kind}, and no link is followed. Remove it there, or set SourceControl:Folder to another folder.");
                }

                tree = alike.Find(entry => entry.Name == segments[i])?.Id;
            }
        }
    }
}
