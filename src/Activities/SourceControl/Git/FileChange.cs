using System.Text;

namespace Workflows.Activities.SourceControl.Git;

/// <summary>How a path differs between two trees.</summary>
/// <param name="Before">Mode and id before; a mode of zeros for nothing.</param>
/// <param name="After">Mode and id after.</param>
internal sealed record FileChange(TreeEntry Before, TreeEntry After)
{
    public string Path => After.Name;

    /// <summary>Whether nothing but plain files stood and stands there.</summary>
    public bool IsOfFiles => (After.IsFile || After.IsNothing) && (Before.IsFile || Before.IsNothing);

    /// <summary>Reads what <c>git diff-tree -r -z --no-renames</c> prints.</summary>
    public static List<FileChange> Read(byte[] output) =>
    [
        .. Encoding.UTF8.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries).Chunk(2)
            .Select(pair => (Facts: pair[0].TrimStart(':').Split(' '), Path: pair[1]))
            .Select(pair => new FileChange(new TreeEntry(pair.Facts[0], pair.Facts[2], pair.Path), new TreeEntry(pair.Facts[1], pair.Facts[3], pair.Path))),
    ];
}
