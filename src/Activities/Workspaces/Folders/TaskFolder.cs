using Workflows.Activities.Artifacts;

namespace Workflows.Activities.Workspaces.Folders;

/// <summary>
/// Writes files into a folder that belongs to somebody else: whole or not at all, and never through a link. The folders on the way are
/// looked at one by one before; who can make links there at the same moment could write the files himself.
/// </summary>
internal static class TaskFolder
{
    /// <summary>Why a file cannot be written safely; null when it can.</summary>
    public static string? Obstacle(string root, string path)
    {
        var folder = root;
        foreach (var segment in path.Split('/')[..^1])
        {
            folder = Path.Combine(folder, segment);
            var info = new DirectoryInfo(folder);
            if (info.LinkTarget is not null)
            {
                return $"'{Path.GetRelativePath(root, folder)}' is a link, and links are not followed";
            }

            if (File.Exists(folder))
            {
                return $"'{Path.GetRelativePath(root, folder)}' is a file";
            }

            if (!info.Exists)
            {
                return null;
            }
        }

        var full = Path.Combine(root, path);
        return new FileInfo(full).LinkTarget is not null ? "it is a link there, and links are not followed" : Directory.Exists(full) ? "it is a folder there" : null;
    }

    /// <summary>Hash and mode of a file; null when there is none.</summary>
    public static async Task<(string Sha256, bool Executable)?> LookAsync(string root, string path, CancellationToken cancellationToken)
    {
        var full = Path.Combine(root, path);
        return File.Exists(full) && await CopyFolder.HashAsync(full, cancellationToken) is (var hash, _) ? (hash, CopyFolder.IsExecutable(full)) : null;
    }

    /// <summary>Writes a file. A crash leaves the old one or the new one.</summary>
    public static async Task WriteAsync(string root, string path, byte[] content, bool executable, CancellationToken cancellationToken)
    {
        var full = Path.Combine(root, path);
        var folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        var half = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            await using (var file = new FileStream(half, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true))
            {
                await file.WriteAsync(content, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && executable)
            {
                File.SetUnixFileMode(half, File.GetUnixFileMode(half) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            }

            File.Move(half, full, overwrite: true);
        }
        finally
        {
            File.Delete(half);
        }

        DirectorySync.Flush(folder);
    }

    /// <summary>Deletes a file, and the folders above it that are empty then.</summary>
    public static void Delete(string root, string path)
    {
        File.Delete(Path.Combine(root, path));
        for (var slash = path.LastIndexOf('/'); slash > 0 && path[..slash].Contains('/', StringComparison.Ordinal); slash = path.LastIndexOf('/', slash - 1))
        {
            var folder = Path.Combine(root, path[..slash]);
            if (!Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).Any())
            {
                break;
            }

            Directory.Delete(folder);
        }
    }
}
