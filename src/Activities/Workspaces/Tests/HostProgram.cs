using Workflows.Activities.Execution.Hosts;
using Workflows.Activities.Workspaces.Sandbox;

namespace Workflows.Activities.Workspaces.Tests;

/// <summary>Tells where a program is that the sandbox does not show: it is installed, and a setting is missing.</summary>
internal static class HostProgram
{
    private static readonly string[] Shown = ["/usr/local/bin", "/usr/bin", "/bin"];

    /// <summary>What to set so that the sandbox shows it, in a sentence; null where the machine does not have it either.</summary>
    /// <param name="program">The program.</param>
    /// <param name="on">Where programs of this machine are.</param>
    /// <param name="options">What the sandbox shows.</param>
    public static string? Hint(string program, HostTools on, SandboxOptions options)
    {
        if (program.Length == 0 || program.Contains('/', StringComparison.Ordinal) || on.Find(program) is not { } found
            || Path.GetDirectoryName(found) is not { } folder || Shown.Contains(folder, StringComparer.Ordinal)
            || options.ProgramFolders.Any(shown => Path.Combine(shown, "bin") == folder))
        {
            return null;
        }

        var now = string.IsNullOrWhiteSpace(options.Programs) ? "" : $" (now '{options.Programs.Trim()}', which holds no bin/{program})";
        return $"It is in {folder}, which the sandbox does not show: set Sandbox:Programs{now} to "
            + (Above(program, found, folder) ?? $"a folder whose bin holds '{program}' itself");
    }

    // A link leads to where the program is, and a shim of pyenv, rbenv or nodenv stands beside the versions.
    private static string? Above(string program, string found, string folder) =>
        Versions(folder).Prepend(folder).Prepend(Path.GetDirectoryName(Target(found)))
            .Where(bin => bin is not null && Path.GetFileName(bin) == "bin" && File.Exists(Path.Combine(bin, program)))
            .Select(Path.GetDirectoryName).FirstOrDefault();

    private static string? Target(string found)
    {
        try
        {
            return File.ResolveLinkTarget(found, returnFinalTarget: true)?.FullName;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Versions(string folder)
    {
        var versions = Path.Combine(Path.GetDirectoryName(folder) ?? folder, "versions");
        return Path.GetFileName(folder) == "shims" && Directory.Exists(versions)
            ? Directory.EnumerateDirectories(versions).OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : [];
    }
}
