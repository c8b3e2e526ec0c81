using Workflows.Activities.Workspaces;

namespace Workflows.Activities.Tools;

/// <summary>What the tools that write have in common: whether a file may be written at all.</summary>
internal static class FileWriting
{
    /// <summary>Most bytes of a file that a tool writes.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Why a file may not be written, and what may; null when it may.</summary>
    public static string? Problem(ToolRequest request, string path)
    {
        if (path.Length == 0)
        {
            return $"a path of a file is needed, and this is the root. {request.WritableWords}";
        }

        if (!request.Scope.Allows(path))
        {
            return $"'{ToolPath.Shown(path)}' lies outside of what you may change. {request.WritableWords}";
        }

        if (WorkspacePath.WriteProblem(path) is { } problem)
        {
            return $"'{ToolPath.Shown(path)}' is no path for a file: {problem}.";
        }

        if (request.IsFolder(path))
        {
            return $"'{ToolPath.Shown(path)}' is a folder. Name a file in it.";
        }

        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            if (request.Find(path[..slash]) is not null)
            {
                return $"'{ToolPath.Shown(path[..slash])}' is a file, so there can be no file below it.";
            }
        }

        return request.Manifest.Files.FirstOrDefault(file => file.Path != path && Clashes(file.Path, path)) is { } other
            ? $"'{ToolPath.Shown(path)}' differs from '{ToolPath.Shown(other.Path)}' in upper and lower case only, which some systems take for the same. Use that spelling."
            : null;
    }

    // The same but for case: as a whole, or in a folder that they share.
    private static bool Clashes(string one, string other)
    {
        var (a, b) = (one.Split('/'), other.Split('/'));
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (!string.Equals(a[i], b[i], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }

            if (a[i] != b[i])
            {
                return true;
            }
        }

        return false;
    }
}
