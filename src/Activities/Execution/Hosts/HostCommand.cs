using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Workflows.Activities.Execution.Hosts;

/// <summary>The command line of a fenced host.</summary>
internal static class HostCommand
{
    private const string Nobody = "65534";
    private const int Backstop = 8;
    private const string InsideJob = "/job";
    private const string InsideHost = "/host";

    // Keeps the command as a child, so that a test which kills its parent kills this shell, and by its death signal itself.
    private const string Guard = "\"$@\"; exit $?";

    /// <summary>Where the host sees its folder.</summary>
    public static string JobFolder(Fence fence, HostFolder folder) => fence.Bubblewrap ? InsideJob : folder.Path;

    /// <summary>The command, or null with what is missing on this machine.</summary>
    public static (ProcessStartInfo? Command, string? Missing) Build(Fence fence, ExecutionScratch scratch, HostFolder folder, HostTools on, ExecutionOptions options)
    {
        var tools = (Bwrap: on.Find("bwrap"), Setpriv: on.Find("setpriv"), Prlimit: on.Find("prlimit"), Shell: on.Find("sh"));
        if (fence.Bubblewrap && (tools.Bwrap is null || tools.Prlimit is null))
        {
            return (null, $"{(tools.Bwrap is null ? "bwrap" : "prlimit")} is not installed (apt-get install bubblewrap util-linux)");
        }

        if (fence.Nobody && tools.Setpriv is null)
        {
            return (null, "setpriv is not installed (apt-get install util-linux)");
        }

        var arguments = new List<string>();
        if (fence.Nobody)
        {
            arguments.AddRange([tools.Setpriv!, "--reuid=" + Nobody, "--regid=" + Nobody, "--clear-groups", "--"]);
        }

        if (fence.Bubblewrap)
        {
            arguments.AddRange([tools.Bwrap!, .. Namespaces(scratch, folder)]);
        }

        if (tools.Setpriv is not null && tools.Shell is not null)
        {
            string[] dieTogether = [tools.Setpriv, "--pdeathsig", "KILL", "--"];
            arguments.AddRange([.. dieTogether, tools.Shell, "-c", Guard, "sh", .. dieTogether]);
        }

        if (tools.Prlimit is not null)
        {
            // The kernel counts a user's processes on the whole machine, unless namespaces set them apart: what the user nobody runs beside it,
            // other hosts for one, must not stop this one. What belongs to it is watched: see HostWatch.
            int? most = fence.Bubblewrap ? options.Processes : fence.Nobody ? Backstop * options.Processes : null;
            arguments.AddRange([tools.Prlimit, .. Limits(options, most), "--"]);
        }

        arguments.AddRange([DotnetPath, fence.Bubblewrap ? $"{InsideHost}/{TestHostFiles.Program}" : scratch.HostProgram, JobFolder(fence, folder)]);
        var command = new ProcessStartInfo(arguments[0], arguments[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder.Scratch,
        };
        command.Environment.Clear();
        foreach (var (name, value) in Variables(fence, folder, options))
        {
            command.Environment[name] = value;
        }

        return (command, null);
    }

    private static string DotnetPath
    {
        get
        {
            // <root>/shared/Microsoft.NETCore.App/<version>/
            var root = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory()).Parent!.Parent!.Parent!;
            return Path.Combine(root.FullName, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        }
    }

    private static IEnumerable<string> Limits(ExecutionOptions options, int? processes)
    {
        if (processes is { } most)
        {
            yield return "--nproc=" + Number(most);
        }

        yield return "--nofile=1024";
        yield return "--core=0";
        yield return "--fsize=" + Number(options.FileMegabytes * 1024L * 1024);
        yield return "--cpu=" + Number((long)options.RunTimeoutSeconds + 60);
        // The collector reserves several times its limit; the rest is for code, stacks and what native libraries ask for.
        yield return "--as=" + Number((4096L + (5L * options.MemoryMegabytes)) * 1024 * 1024);
    }

    private static IEnumerable<string> Namespaces(ExecutionScratch scratch, HostFolder folder)
    {
        string[] fixedPart = ["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--ro-bind", "/usr", "/usr"];
        IEnumerable<string> arguments = fixedPart;
        foreach (var path in new[] { "/lib", "/lib64", "/lib32", "/bin", "/sbin" })
        {
            if (Directory.Exists(path))
            {
                arguments = arguments.Concat(new DirectoryInfo(path).LinkTarget is { } target ? ["--symlink", target, path] : ["--ro-bind", path, path]);
            }
        }

        // What TLS needs to trust the API under test; the private half of /etc/ssl stays outside.
        foreach (var path in new[] { "/etc/ld.so.cache", "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/etc/pki/tls/certs", "/etc/ca-certificates" })
        {
            arguments = arguments.Concat(["--ro-bind-try", path, path]);
        }

        var dotnet = Path.GetDirectoryName(DotnetPath)!;
        if (!dotnet.StartsWith("/usr/", StringComparison.Ordinal))
        {
            arguments = arguments.Concat(["--ro-bind", dotnet, dotnet]);
        }

        return arguments.Concat(
        [
            "--proc", "/proc", "--dev", "/dev", "--bind", folder.Scratch, "/tmp",
            "--ro-bind", Path.GetDirectoryName(scratch.HostProgram)!, InsideHost, "--ro-bind", folder.Path, InsideJob,
            "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp", "--",
        ]);
    }

    private static Dictionary<string, string> Variables(Fence fence, HostFolder folder, ExecutionOptions options)
    {
        var scratch = fence.Bubblewrap ? "/tmp" : folder.Scratch;
        return new(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/bin:/bin",
            ["HOME"] = scratch,
            ["TMPDIR"] = scratch,
            ["LANG"] = "C.UTF-8",
            // No debugger socket, no dump; a heap that fails inside the test before the machine suffers; few threads.
            ["DOTNET_EnableDiagnostics"] = "0",
            ["DOTNET_DbgEnableMiniDump"] = "0",
            ["DOTNET_GCHeapHardLimit"] = "0x" + (options.MemoryMegabytes * 1024L * 1024).ToString("X", CultureInfo.InvariantCulture),
            ["DOTNET_gcConcurrent"] = "0",
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_NOLOGO"] = "1",
        };
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
