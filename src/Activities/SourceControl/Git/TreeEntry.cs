using System.Text;

namespace Workflows.Activities.SourceControl.Git;

/// <summary>A line of a git tree.</summary>
/// <param name="Mode">What it is: <c>040000</c> a folder, <c>100644</c> and <c>100755</c> files, <c>120000</c> a symbolic link, <c>160000</c> a submodule.</param>
/// <param name="Id">Of its object.</param>
/// <param name="Name">Its name in the folder that was listed, or its path.</param>
internal sealed record TreeEntry(string Mode, string Id, string Name)
{
    public const string PlainFile = "100644";
    public const string ExecutableFile = "100755";

    private const string NoMode = "000000";
    private const string NoId = "0000000000000000000000000000000000000000";

    public bool IsFolder => Mode == "040000";

    /// <summary>Whether it stands for nothing, where a list tells of what is gone or was not there.</summary>
    public bool IsNothing => Mode == NoMode;

    public bool IsFile => Mode is PlainFile or ExecutableFile;

    /// <summary>As <c>git update-index -z --index-info</c> takes it.</summary>
    public string IndexLine => $"{Mode} {Id}\t{Name}\0";

    /// <summary>In words.</summary>
    public string Kind => Mode switch
    {
        "040000" => "a folder",
        "120000" => "a symbolic link",
        "160000" => "a submodule",
        _ => "a file",
    };

    /// <summary>A path at which nothing stands.</summary>
    public static TreeEntry Nothing(string path) => new(NoMode, NoId, path);

    /// <summary>Reads what <c>git ls-tree -z</c> prints.</summary>
    public static List<TreeEntry> Read(byte[] output) =>
    [
        .. Encoding.UTF8.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (Facts: line[..line.IndexOf('\t', StringComparison.Ordinal)].Split(' '), Name: line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]))
            .Select(line => new TreeEntry(line.Facts[0], line.Facts[2], line.Name)),
    ];
}
