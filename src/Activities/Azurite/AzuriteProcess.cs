using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Workflows.Activities.Azurite;

/// <summary>The operating system's side of Azurite: starting it, finding one that was left behind, ending it.</summary>
internal sealed class AzuriteProcess : IDisposable
{
    private const int Terminate = 15;
    private const string PidFile = "azurite.pid";

    private readonly Process _process;

    private AzuriteProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>
    /// Starts it as a process that outlives this one: a session of its own (no Ctrl-C reaches it before its owner has drained), output to
    /// a file (a pipe would break with its reader), its id in a file (so that whoever comes after a crash knows it).
    /// </summary>
    public static AzuriteProcess Start(string folder, AzuritePorts ports, string script, string? searchPath)
    {
        var node = NodeTools.Find("node", searchPath);
        string[] azurite =
        [
            node, script, "--location", folder, "--silent", "--disableTelemetry",
            "--blobHost", "127.0.0.1", "--blobPort", Text(ports.Blob),
            "--queueHost", "127.0.0.1", "--queuePort", Text(ports.Queue),
            "--tableHost", "127.0.0.1", "--tablePort", Text(ports.Table),
        ];
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(node, azurite[1..]) { CreateNoWindow = true } : Detached(folder, azurite, searchPath);
        start.WorkingDirectory = folder;
        NodeTools.RemoveSecrets(start);
        var process = Process.Start(start)!;
        if (OperatingSystem.IsWindows())
        {
            File.WriteAllText(Path.Combine(folder, PidFile), Text(process.Id));
        }

        return new AzuriteProcess(process);
    }

    /// <summary>The Azurite of this folder that still runs though nobody owns it, or null.</summary>
    public static AzuriteProcess? FindLeftBehind(string folder)
    {
        var file = Path.Combine(folder, PidFile);
        if (!File.Exists(file) || !int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        try
        {
            var process = Process.GetProcessById(id);
            if (!process.HasExited && IsAzuriteOf(id, process, folder))
            {
                return new AzuriteProcess(process);
            }

            process.Dispose();
            return null;
        }
        catch (ArgumentException)
        {
            // No process of that id.
            return null;
        }
    }

    /// <summary>Asks it to end, which saves its metadata, and waits. Returns false when it had to be killed.</summary>
    public async Task<bool> StopAsync(string folder, TimeSpan patience)
    {
        var obeyed = true;
        if (!_process.HasExited)
        {
            if (OperatingSystem.IsWindows() || Kill(_process.Id, Terminate) != 0)
            {
                _process.Kill();
            }

            using var deadline = new CancellationTokenSource(patience);
            try
            {
                await _process.WaitForExitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                obeyed = false;
                _process.Kill();
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }

        File.Delete(Path.Combine(folder, PidFile));
        return obeyed;
    }

    /// <summary>The end of what it wrote.</summary>
    public static string LastWords(string folder)
    {
        var log = Path.Combine(folder, "azurite.log");
        var text = File.Exists(log) ? File.ReadAllText(log).Trim() : "";
        return text.Length == 0 ? "It wrote nothing." : "It wrote: " + text[Math.Max(0, text.Length - 1000)..];
    }

    public void Dispose() => _process.Dispose();

    private static ProcessStartInfo Detached(string folder, string[] azurite, string? searchPath)
    {
        string[] session = NodeTools.Search("setsid", searchPath) is { } setsid ? [setsid] : [];
        return new ProcessStartInfo("/bin/sh", [
            "-c", $"echo $$ | tr -d '\\n' > {PidFile}.new && mv {PidFile}.new {PidFile} && exec \"$@\" > azurite.log 2>&1 < /dev/null", "sh",
            .. session, .. azurite,
        ])
        { WorkingDirectory = folder };
    }

    // Process ids are used again; the command line tells whose this one is.
    private static bool IsAzuriteOf(int id, Process process, string folder)
    {
        var commandLine = $"/proc/{id}/cmdline";
        if (!File.Exists(commandLine))
        {
            return process.ProcessName.Contains("node", StringComparison.OrdinalIgnoreCase);
        }

        try
        {
            return File.ReadAllText(commandLine).Split('\0').Contains(folder, StringComparer.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or Win32Exception)
        {
            return false;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
