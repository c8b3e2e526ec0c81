namespace Workflows.Activities.Workspaces;

/// <summary>Looks through a folder that others have written, without ever following a link.</summary>
internal static class FolderScan
{
    private const UnixFileMode OwnerAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, RecurseSubdirectories = false, IgnoreInaccessible = false };

    /// <summary>All that lies in it, a folder before what is in it.</summary>
    /// <param name="root">Full path.</param>
    /// <param name="most">Most entries that are listed; the rest is left out.</param>
    public static List<FolderEntry> Of(string root, int most)
    {
        var found = new List<FolderEntry>();
        var open = new Stack<string>([""]);
        while (open.TryPop(out var folder) && found.Count < most)
        {
            foreach (var entry in List(Path.Combine(root, folder)))
            {
                var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
                var kind = entry.Attributes.HasFlag(FileAttributes.ReparsePoint) ? FolderEntryKind.Link
                    : !entry.Attributes.HasFlag(FileAttributes.Directory) ? FolderEntryKind.File
                    : WorkspacePath.IsIgnored(entry.Name) ? FolderEntryKind.Ignored
                    : FolderEntryKind.Folder;
                found.Add(new FolderEntry(path, kind));
                if (kind == FolderEntryKind.Folder)
                {
                    open.Push(path);
                }
            }
        }

        return found;
    }

    /// <summary>Gives the owner all rights on the folders in it, so that they can be looked through and deleted.</summary>
    public static void OpenUp(string root)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var open = new Stack<string>([root]);
        while (open.TryPop(out var folder))
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | OwnerAll);
            foreach (var child in new DirectoryInfo(folder).EnumerateDirectories("*", Everything).Where(child => !child.Attributes.HasFlag(FileAttributes.ReparsePoint)))
            {
                open.Push(child.FullName);
            }
        }
    }

    private static List<FileSystemInfo> List(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything)];
        }
        catch (UnauthorizedAccessException) when (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | OwnerAll);
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything)];
        }
    }
}
