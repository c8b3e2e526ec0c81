using System.Security.Cryptography;
using Workflows.Activities.Execution.Hosts;

namespace Workflows.Activities.Workspaces;

/// <summary>Makes a folder hold the files of a state, whatever a command has left in it.</summary>
internal static class CopyFolder
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const UnixFileMode Runnable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Whether a file's mode makes it a program.</summary>
    public static bool IsExecutable(string path) => !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute);

    /// <summary>Fills it. Build results of earlier commands stay.</summary>
    public static async Task FillAsync(string root, WorkspaceManifest manifest, Func<WorkspaceFile, Task<byte[]>> read, CancellationToken cancellationToken)
    {
        var wanted = manifest.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var folders = manifest.Files.SelectMany(file => Parents(file.Path)).ToHashSet(StringComparer.Ordinal);
        var found = FolderScan.Of(root, int.MaxValue, Unreadable.OpenUp);
        Clear(root, found, wanted, folders);
        LetOthersList(root);
        foreach (var folder in folders.Order(StringComparer.Ordinal))
        {
            var path = Path.Combine(root, folder);
            if (!Directory.Exists(path))
            {
                Directory.CreateDirectory(path);
            }

            HostFolder.LetOthersUse(path);
        }

        foreach (var file in manifest.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await PlaceAsync(Path.Combine(root, file.Path), file, read, cancellationToken);
        }
    }

    /// <summary>The hash of a plain file with its size; null for something else.</summary>
    public static async Task<(string Sha256, long Length)?> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = PlainFile.Open(path, Unreadable.OpenUp);
        return file is null ? null : (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)), file.Length);
    }

    private static void Clear(string root, List<FolderEntry> found, Dictionary<string, WorkspaceFile> wanted, HashSet<string> folders)
    {
        var gone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in found.Where(entry => !Parents(entry.Path).Any(gone.Contains)))
        {
            var path = Path.Combine(root, entry.Path);
            switch (entry.Kind)
            {
                case FolderEntryKind.File when !wanted.ContainsKey(entry.Path):
                case FolderEntryKind.Link:
                    RemoveEntry(path);
                    break;
                case FolderEntryKind.Folder when !folders.Contains(entry.Path) && !HoldsIgnored(found, entry.Path):
                    WorkspaceScratch.Delete(path);
                    gone.Add(entry.Path);
                    break;
            }
        }
    }

    // Build results lie beside the project: their folder stays, even where no file of the state is left in it.
    private static bool HoldsIgnored(List<FolderEntry> found, string folder) =>
        found.Exists(entry => entry.Kind == FolderEntryKind.Ignored && entry.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    private static void RemoveEntry(string path)
    {
        // A link to a folder is a folder for some systems.
        if (new DirectoryInfo(path) is { Exists: true } folder)
        {
            folder.Delete(recursive: false);
        }
        else
        {
            new FileInfo(path).Delete();
        }
    }

    private static async Task PlaceAsync(string path, WorkspaceFile file, Func<WorkspaceFile, Task<byte[]>> read, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            WorkspaceScratch.Delete(path);
        }

        if (await HashAsync(path, cancellationToken) is not { } standing || standing.Sha256 != file.Sha256)
        {
            // Never into what stands there: it may have another name outside.
            File.Delete(path);
            await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            await target.WriteAsync(await read(file), cancellationToken);
        }

        if (!OperatingSystem.IsWindows())
        {
            var mode = file.Executable ? Readable | Runnable : Readable;
            if (File.GetUnixFileMode(path) != mode)
            {
                File.SetUnixFileMode(path, mode);
            }
        }
    }

    // Its parent has a name that cannot be guessed; the user nobody sees what is in it, and may change what its folders allow.
    private static void LetOthersList(string root)
    {
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode list = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
            File.SetUnixFileMode(root, list | UnixFileMode.UserWrite);
        }
    }

    private static IEnumerable<string> Parents(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }
    }
}
