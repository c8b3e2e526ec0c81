namespace Workflows.Activities.Execution.Hosts;

/// <summary>
/// The folder of all hosts of this process, with a copy of the test host: the user nobody can reach it even where the program lies in
/// somebody's home, and a build meanwhile does not pull files from under a running host. Folders of processes that died are removed.
/// </summary>
internal sealed class ExecutionScratch : IDisposable
{
    private const string Prefix = "wf-";
    private const string LockName = "lock";

    // A socket's path has 107 bytes at most.
    private const int LongestTemp = 60;

    private readonly FileStream _lock;

    public ExecutionScratch()
    {
        var temp = Path.GetTempPath();
        temp = temp.Length > LongestTemp && Directory.Exists("/tmp") ? "/tmp" : temp;
        RemoveAbandoned(temp);
        Root = Path.Combine(temp, Prefix + Guid.NewGuid().ToString("N")[..12]);
        HostFolder.CreatePassable(Root);
        _lock = new FileStream(Path.Combine(Root, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        HostProgram = CopyHost(Path.Combine(Root, "host"));
    }

    public string Root { get; }

    /// <summary>Path of the host's program.</summary>
    public string HostProgram { get; }

    public void Dispose()
    {
        _lock.Dispose();
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    private static string CopyHost(string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(TestHostFiles.Folder))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            foreach (var file in Directory.EnumerateFiles(target))
            {
                File.SetUnixFileMode(file, readable);
            }

            File.SetUnixFileMode(target, readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        return Path.Combine(target, TestHostFiles.Program);
    }

    /// <summary>A folder whose lock can be had belongs to nobody any more.</summary>
    private static void RemoveAbandoned(string temp)
    {
        foreach (var folder in Directory.EnumerateDirectories(temp, Prefix + "????????????"))
        {
            try
            {
                using (new FileStream(Path.Combine(folder, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                    Directory.Delete(folder, recursive: true);
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
