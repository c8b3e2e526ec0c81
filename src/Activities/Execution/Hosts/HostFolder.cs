namespace Workflows.Activities.Execution.Hosts;

/// <summary>The folders of one host: its own, with the sockets and the compiled tests, and a scratch folder for what tests write.</summary>
internal sealed class HostFolder : IDisposable
{
    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Open = (UnixFileMode)0b111_111_111;

    private HostFolder(string path) => Path = path;

    public string Path { get; }

    public string Scratch => System.IO.Path.Combine(Path, "w");

    public string ControlSocket => System.IO.Path.Combine(Path, TestHost.Protocol.HostProtocol.ControlSocket);

    public string ProxySocket => System.IO.Path.Combine(Path, TestHost.Protocol.HostProtocol.ProxySocket);

    public static HostFolder Create(string root)
    {
        var folder = new HostFolder(System.IO.Path.Combine(root, System.IO.Path.GetRandomFileName()[..8]));
        CreatePassable(folder.Path);
        Directory.CreateDirectory(folder.Scratch);
        LetOthersUse(folder.Scratch);
        return folder;
    }

    /// <summary>A folder that others may pass through but not list: its name cannot be guessed.</summary>
    public static void CreatePassable(string path)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Passable);
        }
    }

    /// <summary>Lets the user nobody connect to a socket or write into a folder.</summary>
    public static void LetOthersUse(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Open);
        }
    }

    public async Task<string> PlaceAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var path = System.IO.Path.Combine(Path, name);
        await File.WriteAllBytesAsync(path, content, cancellationToken);
        return path;
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
