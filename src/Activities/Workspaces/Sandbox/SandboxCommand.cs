using System.Diagnostics;
using System.Globalization;
using Workflows.Activities.Execution.Hosts;

namespace Workflows.Activities.Workspaces.Sandbox;

/// <summary>The command line of a fenced command.</summary>
/// <param name="fence">The fence.</param>
/// <param name="folder">The command's own folder.</param>
/// <param name="on">Where the programs of the fence are.</param>
/// <param name="options">The limits.</param>
internal sealed class SandboxCommand(Fence fence, SandboxFolder folder, HostTools on, SandboxOptions options)
{
    public const uint Nobody = 65534;

    private const string InsidePackages = "/packages";

    /// <summary>Where the command sees the packages folder; null where there is none.</summary>
    public static string? PackagesSeen(Fence fence, SandboxOptions options) =>
        options.PackagesFolder is not { } packages ? null : fence.Bubblewrap ? InsidePackages : packages;

    /// <summary>The command, or null with what is missing on this machine.</summary>
    public (ProcessStartInfo? Command, string? Missing) Build(SandboxJob job)
    {
        var tools = (Bwrap: on.Find("bwrap"), Setpriv: on.Find("setpriv"), Prlimit: on.Find("prlimit"), Env: on.Find("env"), Nice: on.Find("nice"));
        if (fence.Bubblewrap && (tools.Bwrap is null || tools.Prlimit is null || tools.Env is null))
        {
            return (null, $"{(tools.Bwrap is null ? "bwrap" : tools.Prlimit is null ? "prlimit" : "env")} is not installed (apt-get install bubblewrap util-linux coreutils)");
        }

        if (fence.Nobody && tools.Setpriv is null)
        {
            return (null, "setpriv is not installed (apt-get install util-linux)");
        }

        var arguments = new List<string>();
        if (fence.Bubblewrap)
        {
            arguments.AddRange([tools.Bwrap!, .. Namespaces(job), "--"]);
        }

        if (fence.Nobody)
        {
            // Inside the namespaces, so that what only root may read can be mounted before root is given up.
            var user = Nobody.ToString(CultureInfo.InvariantCulture);
            arguments.AddRange([tools.Setpriv!, "--reuid=" + user, "--regid=" + user, "--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--no-new-privs"]);
            arguments.AddRange(fence.Bubblewrap ? ["--"] : ["--pdeathsig", "KILL", "--"]);
        }
        else if (!fence.Bubblewrap && tools.Setpriv is not null)
        {
            arguments.AddRange([tools.Setpriv, "--no-new-privs", "--pdeathsig", "KILL", "--"]);
        }

        if (tools.Prlimit is not null)
        {
            arguments.AddRange([tools.Prlimit, .. Limits(job), "--"]);
        }

        var work = fence.Bubblewrap ? SandboxJob.Mount : job.Folder;
        var variables = new SandboxVariables(fence, folder, options).Of(job);
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = fence.Bubblewrap ? folder.Path : Path.Combine(work, job.WorkingFolder),
        };
        start.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        // env finds the program by the path that the command has, and says 127 when there is none.
        string[] nice = tools.Nice is null ? [] : [tools.Nice, "-n", "5"];
        string[] whole = [.. arguments, .. nice, .. tools.Env is null ? Array.Empty<string>() : [tools.Env, "--"], .. job.Command];
        start.FileName = whole[0];
        foreach (var argument in whole[1..])
        {
            start.ArgumentList.Add(argument);
        }

        return (start, null);
    }

    private IEnumerable<string> Limits(SandboxJob job)
    {
        if (fence.Bubblewrap || fence.Nobody)
        {
            // Some kernels count a user's processes on the whole machine: what belongs to this command is watched, too.
            yield return "--nproc=" + Number(4L * options.Processes);
        }

        yield return "--nofile=4096";
        yield return "--core=0";
        yield return "--fsize=" + Number(options.FileMegabytes * 1024L * 1024);
        yield return "--cpu=" + Number((long)job.Timeout.TotalSeconds + 60);
        // A backstop for one process only: what all use together is watched. Runtimes reserve much more than they use.
        yield return "--as=" + Number((16384L + (5L * options.MemoryMegabytes)) * 1024 * 1024);
    }

    private List<string> Namespaces(SandboxJob job)
    {
        List<string> arguments = fence.Nobody
            ? ["--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try", "--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"]
            : ["--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try", "--cap-drop", "ALL"];
        if (!job.Network)
        {
            arguments.Add("--unshare-net");
        }

        arguments.AddRange(["--die-with-parent", "--new-session"]);
        Folders("/usr/x");
        arguments.AddRange(["--ro-bind", "/usr", "/usr"]);
        foreach (var path in new[] { "/lib", "/lib64", "/lib32", "/bin", "/sbin" })
        {
            if (Directory.Exists(path))
            {
                arguments.AddRange(new DirectoryInfo(path).LinkTarget is { } target ? ["--symlink", target, path] : ["--ro-bind", path, path]);
            }
        }

        Folders("/etc/x");
        Folders("/etc/ssl/x");
        arguments.AddRange(["--ro-bind", folder.Users, "/etc/passwd"]);
        string[] wanted = ["/etc/ld.so.cache", "/etc/alternatives", "/etc/ssl/certs", "/etc/ssl/openssl.cnf", .. job.Network ? ["/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf"] : Array.Empty<string>()];
        foreach (var path in wanted)
        {
            arguments.AddRange(["--ro-bind-try", path, path]);
        }

        arguments.AddRange(["--proc", "/proc", "--dev", "/dev", "--bind", folder.Temporary, "/tmp", "--bind", folder.Home, "/home"]);
        if (options.PackagesFolder is { } packages)
        {
            arguments.AddRange(["--ro-bind", packages, InsidePackages]);
        }

        string[] readable = [.. options.ProgramFolders, .. job.ReadablePaths.Select(Path.GetFullPath), SandboxVariables.DotnetFolder];
        foreach (var path in readable.Where(path => !path.StartsWith("/usr/", StringComparison.Ordinal) && Path.Exists(path)).Distinct(StringComparer.Ordinal))
        {
            Folders(path);
            arguments.AddRange(["--ro-bind", path, path]);
        }

        arguments.AddRange(["--ro-bind", job.Folder, SandboxJob.Mount]);
        foreach (var writable in job.WritableFolders)
        {
            var path = Path.Combine(job.Folder, writable);
            arguments.AddRange(["--bind", path, writable.Length == 0 ? SandboxJob.Mount : $"{SandboxJob.Mount}/{writable}"]);
        }

        arguments.AddRange(["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", job.WorkingFolder.Length == 0 ? SandboxJob.Mount : $"{SandboxJob.Mount}/{job.WorkingFolder}"]);
        return arguments;

        // Bubblewrap makes missing parents for its own user alone.
        void Folders(string path)
        {
            var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries)[..^1];
            for (var i = 1; i <= parts.Length; i++)
            {
                arguments.AddRange(["--perms", "0755", "--dir", "/" + string.Join('/', parts[..i])]);
            }
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
