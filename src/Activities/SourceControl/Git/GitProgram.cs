namespace Workflows.Activities.SourceControl.Git;

/// <summary>Where the git of this machine is.</summary>
/// <param name="searchPath">Folders as in PATH. They are searched anew each time: what is installed while the app runs is found.</param>
internal sealed class GitProgram(string? searchPath)
{
    public const string Missing =
        "git is not in PATH. Install git 2.32 or later (Debian: apt-get install git; macOS: xcode-select --install; Windows: winget install Git.Git)";

    /// <summary>The first version that can be told, by its environment alone, to use no settings of the machine.</summary>
    public static Version Oldest { get; } = new(2, 32);

    public static GitProgram OfThisMachine() => new(Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Full path of the program, or null when it is not there.</summary>
    public string? Find() => (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(Path.IsPathRooted)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "git.exe" : "git"))
        .FirstOrDefault(File.Exists);
}
