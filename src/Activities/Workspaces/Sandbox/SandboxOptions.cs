using System.ComponentModel.DataAnnotations;

namespace Workflows.Activities.Workspaces.Sandbox;

/// <summary>Limits of the programs that agents and test commands start. Section <c>Sandbox</c> of the settings. How they are fenced in is the setting <c>Execution:Isolation</c>.</summary>
public sealed record SandboxOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Sandbox";

    /// <summary>Most megabytes of memory that all processes of a command use together, 64 to 65536.</summary>
    [Range(64, 65536)]
    public int MemoryMegabytes { get; init; } = 2048;

    /// <summary>Most processes and threads of a command, 64 to 8192.</summary>
    [Range(64, 8192)]
    public int Processes { get; init; } = 512;

    /// <summary>Most megabytes of one file that a command writes, 1 to 4096.</summary>
    [Range(1, 4096)]
    public int FileMegabytes { get; init; } = 256;

    /// <summary>Most megabytes that a command prints before it is stopped, 1 to 1024.</summary>
    [Range(1, 1024)]
    public int FloodMegabytes { get; init; } = 64;

    /// <summary>Most megabytes that a command may leave on the disk before it is stopped, 16 to 65536.</summary>
    [Range(16, 65536)]
    public int DiskMegabytes { get; init; } = 2048;

    /// <summary>Folder of NuGet packages that commands may read, so that <c>dotnet test</c> needs no network. Empty: that of this user.</summary>
    public string? Packages { get; init; }

    /// <summary>Folders of this machine with programs that commands may use beside those of <c>/usr</c>, separated by the system's path separator: <c>/opt/python</c>. Their <c>bin</c> is on the path.</summary>
    public string? Programs { get; init; }

    /// <summary>The packages folder; null when there is none.</summary>
    internal string? PackagesFolder
    {
        get
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            var folder = !string.IsNullOrWhiteSpace(Packages) ? Packages.Trim()
                : Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set ? set
                : Path.Combine(home, ".nuget", "packages");
            return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
        }
    }

    internal IReadOnlyList<string> ProgramFolders =>
        [.. (Programs ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Path.GetFullPath).Where(Directory.Exists)];
}
