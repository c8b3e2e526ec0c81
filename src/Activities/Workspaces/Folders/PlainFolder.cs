using System.Security.Cryptography;
using System.Text;
using Workflows.Activities.Artifacts;

namespace Workflows.Activities.Workspaces.Folders;

/// <summary>
/// A folder of the host's user that files are written to: whole or not at all, and never through a link. What calls for its own check just
/// before is at most as old as that check; nobody but the user works in the folder.
/// </summary>
/// <param name="root">Full path; it may lie behind links itself.</param>
/// <param name="owner">Who writes: what a killed one has left half-written, the same one writes over.</param>
internal sealed class PlainFolder(string root, string owner)
{
    private const FileAttributes Missing = (FileAttributes)(-1);
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>What a file is called, in its folder, until it is written whole.</summary>
    public static string HalfName(string owner, string path) =>
        $".workflows-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}\n{path}")))[..16]}.tmp";

    /// <summary>What stands at a path.</summary>
    public PlaceKind Find(string path)
    {
        var full = root;
        var kind = PlaceKind.Folder;
        foreach (var segment in path.Split('/'))
        {
            if (kind != PlaceKind.Folder)
            {
                return kind == PlaceKind.File ? PlaceKind.BehindFile : kind;
            }

            full = Path.Combine(full, segment);
            var attributes = new FileInfo(full).Attributes;
            kind = attributes == Missing ? PlaceKind.Nothing
                : attributes.HasFlag(FileAttributes.ReparsePoint) ? PlaceKind.Link
                : attributes.HasFlag(FileAttributes.Directory) ? PlaceKind.Folder
                : PlaceKind.File;
        }

        return kind;
    }

    /// <summary>Hash of a file's content; null for a pipe, a device, what may not be read, or what is larger than any file that a run works on.</summary>
    public async Task<string?> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = PlainFile.Open(Full(path), Unreadable.LeaveAlone);
        return file is null || file.Length > WorkspaceLimits.FileBytes ? null : Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    /// <summary>Whether a file may be executed; null where the system knows no such thing.</summary>
    public bool? IsExecutable(string path) => OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(Full(path)).HasFlag(UnixFileMode.UserExecute);

    /// <summary>Lets a file be executed, or not, by those who may read it.</summary>
    public void SetExecutable(string path, bool executable)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Full(path), With(File.GetUnixFileMode(Full(path)), executable));
        }
    }

    /// <summary>Writes a file, in the place of one that stands there; the folders above it are made.</summary>
    /// <param name="path">Where nothing or a file stands.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="executable">Whether it may be executed; null: as it was.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task WriteAsync(string path, byte[] content, bool? executable, CancellationToken cancellationToken) =>
        WriteAsync(path, content, executable, overwrite: true, cancellationToken);

    /// <summary>Writes a file where nothing stands; what somebody else has put there meanwhile stays.</summary>
    public async Task TryCreateAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(path, content, null, overwrite: false, cancellationToken);
        }
        catch (IOException) when (Find(path) == PlaceKind.File)
        {
            // Another was faster.
        }
    }

    private async Task WriteAsync(string path, byte[] content, bool? executable, bool overwrite, CancellationToken cancellationToken)
    {
        var full = Full(path);
        var folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        var half = Path.Combine(folder, HalfName(owner, path));
        File.Delete(half);
        try
        {
            await using (var file = new FileStream(half, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(content, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows())
            {
                var mode = File.GetUnixFileMode(File.Exists(full) ? full : half);
                File.SetUnixFileMode(half, executable is { } wanted ? With(mode, wanted) : mode);
            }

            File.Move(half, full, overwrite);
        }
        finally
        {
            File.Delete(half);
        }

        DirectorySync.Flush(folder);
    }

    /// <summary>Deletes a file, and the folders above it that hold nothing any more, up to a folder that stays.</summary>
    public void Delete(string path, IReadOnlyList<string> staying)
    {
        if (Find(path) == PlaceKind.File)
        {
            File.Delete(Full(path));
        }

        var slash = path.LastIndexOf('/');
        while (slash > 0 && path[..slash] is var folder && !staying.Contains(folder) && Find(folder) is PlaceKind.Folder or PlaceKind.Nothing)
        {
            if (Find(folder) == PlaceKind.Folder)
            {
                if (Directory.EnumerateFileSystemEntries(Full(folder)).Any())
                {
                    return;
                }

                Directory.Delete(Full(folder));
            }

            slash = path.LastIndexOf('/', slash - 1);
        }
    }

    private string Full(string path) => Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar));

    private static UnixFileMode With(UnixFileMode mode, bool executable)
    {
        // Who may read it may execute it.
        var readers = (UnixFileMode)((int)(mode & (UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead)) >> 2);
        return executable ? mode | readers : mode & ~Executable;
    }
}
