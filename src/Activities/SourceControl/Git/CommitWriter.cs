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
    /// <returns>What is to stand at each path.</returns>
    public async Task<IReadOnlyList<TreeEntry>> StoreAsync(IReadOnlyList<CommitContent> files, CancellationToken cancellationToken)
    {
        var entries = new List<TreeEntry>();
        foreach (var file in files)
        {
            entries.Add(file.Bytes is null ? TreeEntry.Nothing(file.Path) : new TreeEntry(
                file.Executable ? TreeEntry.ExecutableFile : TreeEntry.PlainFile,
                (await clone.LocalAsync(["hash-object", "-w", "--stdin"], file.Bytes, cancellationToken)).Line, file.Path));
        }

        return entries;
    }

    /// <summary>Makes the commit.</summary>
    /// <exception cref="CommitRefusedException">A link or something else that is no plain folder stands in the way of a file.</exception>
    public async Task<string> CommitAsync(CommitRequest request, IReadOnlyList<TreeEntry> entries, string? parent, CancellationToken cancellationToken)
    {
        if (parent is not null)
        {
            await new ObstacleSearch(clone).RefuseAsync(parent, entries, cancellationToken);
        }

        // What goes makes room first: a file may stand where a folder was.
        var lines = string.Concat(entries.OrderByDescending(entry => entry.IsNothing).Select(entry => entry.IndexLine));
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
}
