using Workflows.Activities.Execution.Hosts;

namespace Workflows.Activities.Workspaces.Sandbox;

/// <summary>What one command has to itself: an empty home and a folder for temporary files. Nothing of a command before it is in them.</summary>
internal sealed class SandboxFolder : IDisposable
{
    private SandboxFolder(string path) => Path = path;

    public string Path { get; }

    public string Home => System.IO.Path.Combine(Path, "home");

    public string Temporary => System.IO.Path.Combine(Path, "tmp");

    /// <summary>The list of users: some runtimes do not work without one.</summary>
    public string Users => System.IO.Path.Combine(Path, "passwd");

    /// <param name="scratch">Where to make it.</param>
    /// <param name="packages">The packages folder as the command sees it; null for none.</param>
    /// <param name="user">The number of the user that the command runs as.</param>
    public static SandboxFolder Create(WorkspaceScratch scratch, string? packages, uint user)
    {
        var folder = new SandboxFolder(scratch.NewFolder("job"));
        foreach (var path in new[] { folder.Home, folder.Temporary, System.IO.Path.Combine(folder.Home, ".nuget"), System.IO.Path.Combine(folder.Home, ".nuget", "NuGet") })
        {
            Directory.CreateDirectory(path);
            HostFolder.LetOthersUse(path);
        }

        Write(folder.Users, $"agent:x:{user}:{user}::/home:/bin/sh\n");
        // No source at all: a restore looks into the packages folder and does not try the network.
        var fallback = packages is null ? "" : $"<add key=\"host\" value=\"{System.Security.SecurityElement.Escape(packages)}\" />";
        Write(
            System.IO.Path.Combine(folder.Home, ".nuget", "NuGet", "NuGet.Config"),
            $"<configuration><packageSources><clear /></packageSources><fallbackPackageFolders><clear />{fallback}</fallbackPackageFolders></configuration>\n");
        return folder;
    }

    // Readable for the user nobody, whatever this process's mask is.
    private static void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }

    public void Dispose() => WorkspaceScratch.Delete(Path);
}
