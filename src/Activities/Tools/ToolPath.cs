using Workflows.Activities.Logging;
using Workflows.Activities.Workspaces.Sandbox;

namespace Workflows.Activities.Tools;

/// <summary>Turns what a model gives as a path into one that the workspace knows.</summary>
internal static class ToolPath
{
    // Agents see the files there when they run a command.
    private const string Root = SandboxJob.Mount;

    /// <summary>The path from the root, empty for the root itself; or what is wrong with it.</summary>
    public static (string Path, string? Problem) Resolve(string text)
    {
        var shown = Shown(text);
        if (text.Contains('\\', StringComparison.Ordinal) || text.Any(char.IsControl))
        {
            return ("", $"'{shown}' holds a backslash or a control character. Give a path with forward slashes from the root, for example workspace/src/a.cs.");
        }

        if (text.StartsWith('/'))
        {
            if (text != Root && !text.StartsWith(Root + "/", StringComparison.Ordinal))
            {
                return ("", $"'{shown}' is absolute. Give a path from the root, for example workspace/src/a.cs.");
            }

            text = text[Root.Length..];
        }

        var segments = text.Split('/').Where(segment => segment is not ("" or ".")).ToList();
        return segments.Contains("..") ? ("", $"'{shown}' holds '..'. Give a path from the root, for example workspace/src/a.cs.")
            : segments is ["~", ..] ? ("", $"'{shown}' begins with '~'. Give a path from the root, for example workspace/src/a.cs.")
            : (string.Join('/', segments), null);
    }

    /// <summary>The path for a message.</summary>
    public static string Shown(string text)
    {
        var line = SafeText.OneLine(text);
        return line.Length > 120 ? line[..120] + "…" : line;
    }
}
