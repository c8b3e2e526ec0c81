using System.Text;
using Workflows.Activities.SourceControl;

namespace Workflows.Activities.Workspaces;

/// <summary>The rule for paths of a workspace's files. It holds for every system on which they may be checked out.</summary>
internal static class WorkspacePath
{
    private static readonly HashSet<string> Ignored = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", "bin", "obj", "TestResults", "node_modules", "__pycache__", ".vs", ".pytest_cache", ".venv", "venv", ".mypy_cache", ".idea",
    };

    // Files that steer git, or what runs on the server that it is pushed to, are for people to change.
    private static readonly HashSet<string> FreeOfGit = new(StringComparer.Ordinal) { ".gitignore", ".gitkeep" };

    /// <summary>Whether a folder of that name holds nothing of the work itself: build results, caches, git's own files.</summary>
    public static bool IsIgnored(string name) => Ignored.Contains(name) || IsGit(name);

    /// <summary>Null when a file may have the path, otherwise what is wrong with it.</summary>
    public static string? Problem(string path)
    {
        var segments = path.Split('/');
        // A leading dot is fine for a file of a project; what it stands for is looked at below.
        var plain = string.Join('/', segments.Select(segment => segment.Length > 1 && segment[0] == '.' && segment[1] is not ('.' or ' ') ? "_" + segment[1..] : segment));
        return RepositoryPath.Problem(plain) is { } problem ? problem
            : segments[..^1].FirstOrDefault(IsIgnored) is { } ignored ? $"'{ignored}' is a folder of build results or tools, which is not kept"
            : IsGit(segments[^1]) ? "it is a file of git itself"
            : null;
    }

    /// <summary>The same for a file that an agent writes: it may steer neither git nor what runs on a server.</summary>
    public static string? WriteProblem(string path) =>
        Problem(path)
        ?? (path.Split('/').FirstOrDefault(segment => segment.StartsWith(".git", StringComparison.OrdinalIgnoreCase) && !FreeOfGit.Contains(segment)) is { } steering
            ? $"'{steering}' steers git or the server that it is pushed to: a human has to change it"
            : null);

    /// <summary>Whether a name is, on some file system, that of git's own folder: some drop blanks and dots at the end and characters that are not seen; a short name of Windows is git~1.</summary>
    public static bool IsGit(string name)
    {
        var seen = string.Concat(name.Normalize(NormalizationForm.FormKC).Where(RepositoryPath.IsPlain)).TrimEnd(' ', '.').Split(':')[0];
        return seen.Equals(".git", StringComparison.OrdinalIgnoreCase) || seen.StartsWith("git~", StringComparison.OrdinalIgnoreCase);
    }
}
