namespace Workflows.Activities.Execution.Hosts;

/// <summary>Where the programs are that fence a host in.</summary>
/// <param name="folders">Searched in this order, anew each time: what is installed while the app runs is found.</param>
internal sealed class HostTools(IReadOnlyList<string> folders)
{
    /// <summary>Those of PATH, and where they usually are. Windows has none of them.</summary>
    public static HostTools OfThisMachine() => new(OperatingSystem.IsWindows()
        ? []
        : [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries), "/usr/bin", "/bin", "/usr/sbin"]);

    /// <summary>Full path of a program, or null when it is not there.</summary>
    public string? Find(string tool) => folders.Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);
}
