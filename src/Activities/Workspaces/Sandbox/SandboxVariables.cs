using System.Globalization;
using System.Runtime.InteropServices;
using Workflows.Activities.Execution.Hosts;

namespace Workflows.Activities.Workspaces.Sandbox;

/// <summary>The variables of a fenced command: those that programs need to work in it, and the command's own.</summary>
/// <param name="fence">The fence.</param>
/// <param name="folder">The command's own folder.</param>
/// <param name="options">The limits.</param>
internal sealed class SandboxVariables(Fence fence, SandboxFolder folder, SandboxOptions options)
{
    /// <summary>Where the .NET of this process is installed.</summary>
    public static string DotnetFolder =>
        // <root>/shared/Microsoft.NETCore.App/<version>/
        new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory()).Parent!.Parent!.Parent!.FullName;

    public Dictionary<string, string> Of(SandboxJob job)
    {
        var home = fence.Bubblewrap ? "/home" : folder.Home;
        var temporary = fence.Bubblewrap ? "/tmp" : folder.Temporary;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = string.Join(Path.PathSeparator, [.. options.ProgramFolders.Select(path => Path.Combine(path, "bin")), DotnetFolder, .. OperatingSystem.IsWindows() ? [Environment.SystemDirectory] : new[] { "/usr/local/bin", "/usr/bin", "/bin" }]),
            ["HOME"] = home,
            ["TMPDIR"] = temporary,
            ["LANG"] = "C.UTF-8",
            ["DOTNET_CLI_HOME"] = home,
            ["NUGET_PACKAGES"] = $"{home}/.nuget/packages",
            // Nothing that only a first use or a later one needs, no process that outlives the command.
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
            ["DOTNET_ADD_GLOBAL_TOOLS_TO_PATH"] = "false",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            ["DOTNET_EnableDiagnostics"] = "0",
            ["DOTNET_DbgEnableMiniDump"] = "0",
            ["DOTNET_GCHeapHardLimit"] = "0x" + (options.MemoryMegabytes * 1024L * 1024).ToString("X", CultureInfo.InvariantCulture),
            ["DOTNET_TieredPGO"] = "0",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
            ["NuGetAudit"] = "false",
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["NO_COLOR"] = "1",
        };
        if (OperatingSystem.IsWindows())
        {
            (variables["USERPROFILE"], variables["TEMP"], variables["TMP"], variables["APPDATA"], variables["LOCALAPPDATA"]) = (home, temporary, temporary, home, home);
            variables["SystemRoot"] = Environment.GetFolderPath(Environment.SpecialFolder.Windows);
        }

        foreach (var (name, value) in job.Environment)
        {
            variables[name] = value;
        }

        return variables;
    }
}
