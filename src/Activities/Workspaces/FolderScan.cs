namespace Workflows.Activities.Workspaces;

/// <summary>Looks through a folder that others have written, without ever following a link.</summary>
internal static class FolderScan
{
    private const UnixFileMode OwnerAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, RecurseSubdirectories = false, IgnoreInaccessible = false };

    /// <summary>All that lies in it, a folder before what is in it.</summary>
    /// <param name="root">Full path.</param>
    /// <param name="most">Most entries that are listed; the rest is left out.</param>
    /// <param name="unreadable">What is done with folders whose mode denies it; those that are left alone are listed as <see cref="FolderEntryKind.Closed"/>, too.</param>
    public static List<FolderEntry> Of(string root, int most, Unreadable unreadable)
    {
        var found = new List<FolderEntry>();
        var open = new Stack<string>([""]);
        while (open.TryPop(out var folder) && found.Count < most)
        {
            if (List(Path.Combine(root, folder), unreadable) is not { } entries)
            {
                found.Add(new FolderEntry(folder, FolderEntryKind.Closed));
                continue;
            }

            foreach (var (name, kind) in entries)
            {
                var path = folder.Length == 0 ? name : $"{folder}/{name}";
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

    // Null for one that is closed, and left so.
    private static List<(string Name, FolderEntryKind Kind)>? List(string folder, Unreadable unreadable)
    {
        try
        {
            return Entries(folder);
        }
        catch (UnauthorizedAccessException) when (unreadable == Unreadable.LeaveAlone)
        {
            return null;
        }
        catch (UnauthorizedAccessException) when (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | OwnerAll);
            return Entries(folder);
        }
    }

    private static List<(string Name, FolderEntryKind Kind)> Entries(string folder) =>
        [.. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything).Select(entry => (entry.Name, KindOf(entry)))];

    private static FolderEntryKind KindOf(FileSystemInfo entry) =>
        entry.Attributes.HasFlag(FileAttributes.ReparsePoint) ? FolderEntryKind.Link
        : !entry.Attributes.HasFlag(FileAttributes.Directory) ? FolderEntryKind.File
        : WorkspacePath.IsIgnored(entry.Name) ? FolderEntryKind.Ignored
        : FolderEntryKind.Folder;
}
