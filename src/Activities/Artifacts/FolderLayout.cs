using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Artifacts;

/// <summary>
/// Where things lie in the folder of <see cref="FolderArtifactStore"/>. Names that begin with a dot are the store's own: no artifact
/// has one. Links are not followed, so that nothing that was planted in the folder leads out of it.
/// </summary>
internal sealed class FolderLayout(string root)
{
    private const string TypesFolder = ".types";

    // Windows takes a colon for the name of a stream within a file; the percent sign is no character of artifact names.
    private static readonly bool EscapesColon = OperatingSystem.IsWindows();

    /// <summary>Half-written files; on the same file system as the artifacts, so that a rename suffices.</summary>
    public string Temporary { get; } = Path.Combine(root, ".tmp");

    public string Run(string runId) => Path.Combine(root, "runs", Escape(runId));

    public string Body(string runId, string name) => Path.Combine(Run(runId), Path.Combine(Escape(name).Split('/')));

    /// <summary>The note of a content type, by name and hash: whichever of two writers wins, body and type belong together.</summary>
    public string TypeNote(string runId, string name, string sha256) =>
        Path.Combine(Run(runId), TypesFolder, Path.Combine(Escape(name).Split('/'))) + "@" + sha256;

    /// <summary>The names of all artifacts of a run, sorted.</summary>
    public IReadOnlyList<string> Names(string runId)
    {
        var run = new DirectoryInfo(Run(runId));
        var names = new List<string>();
        if (run.Exists && run.LinkTarget is null)
        {
            Collect(run, "", names);
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>Makes the folder of a file, and makes it last.</summary>
    public void CreateFolderOf(string path)
    {
        RefuseLinks(path);
        CreateFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Throws when the way from the root to the path leads over a link.</summary>
    /// <exception cref="ArtifactStoreException">It does.</exception>
    public void RefuseLinks(string path)
    {
        var current = root;
        foreach (var segment in Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar))
        {
            current = Path.Combine(current, segment);
            if (new FileInfo(current).LinkTarget is not null)
            {
                throw new ArtifactStoreException($"'{current}' is a symbolic link, and the artifact store follows none. Remove it, or put a plain folder in its place.");
            }
        }
    }

    private static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var parent = Path.GetDirectoryName(folder);
        if (parent is not null)
        {
            CreateFolder(parent);
        }

        Directory.CreateDirectory(folder);
        if (parent is not null)
        {
            DirectorySync.Flush(parent);
        }
    }

    private static void Collect(DirectoryInfo folder, string prefix, List<string> names)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry.Name[0] == '.' || entry.LinkTarget is not null)
            {
                continue;
            }

            var name = prefix + Unescape(entry.Name);
            if (entry is DirectoryInfo child)
            {
                Collect(child, name + "/", names);
            }
            else if (ArtifactName.Problem(name) is null)
            {
                names.Add(name);
            }
        }
    }

    private static string Escape(string name) => EscapesColon ? name.Replace(":", "%3A", StringComparison.Ordinal) : name;

    private static string Unescape(string name) => EscapesColon ? name.Replace("%3A", ":", StringComparison.Ordinal) : name;
}
