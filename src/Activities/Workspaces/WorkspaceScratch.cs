using Workflows.Activities.Execution.Hosts;

namespace Workflows.Activities.Workspaces;

/// <summary>The folder of all working copies and commands of this process. It is a cache: what a process that died has left is removed.</summary>
internal sealed class WorkspaceScratch : IDisposable
{
    private const string Prefix = "wfs-";
    private const string LockName = "lock";

    private readonly Lazy<(string Root, FileStream Lock)> _root = new(Create);

    /// <summary>Others may pass through it, but not list it.</summary>
    public string Root => _root.Value.Root;

    /// <summary>A new folder with a name that cannot be guessed.</summary>
    public string NewFolder(string kind)
    {
        var folder = Path.Combine(Root, $"{kind}-{Guid.NewGuid():N}");
        HostFolder.CreatePassable(folder);
        return folder;
    }

    /// <summary>Deletes a folder with what a command has left in it, whatever its modes.</summary>
    public static void Delete(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            // A folder without rights for its owner cannot be emptied before it has them.
            FolderScan.OpenUp(folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose()
    {
        if (_root.IsValueCreated)
        {
            _root.Value.Lock.Dispose();
            Delete(Root);
        }
    }

    private static (string Root, FileStream Lock) Create()
    {
        var temp = Path.GetTempPath();
        RemoveAbandoned(temp);
        var root = Path.Combine(temp, Prefix + Guid.NewGuid().ToString("N")[..12]);
        HostFolder.CreatePassable(root);
        return (root, new FileStream(Path.Combine(root, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
    }

    // A folder whose lock can be had belongs to nobody any more.
    private static void RemoveAbandoned(string temp)
    {
        foreach (var folder in Directory.EnumerateDirectories(temp, Prefix + "????????????"))
        {
            try
            {
                using (new FileStream(Path.Combine(folder, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                    Delete(folder);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It is in use, being made, or somebody else's: not ours to remove.
                continue;
            }
        }
    }
}
