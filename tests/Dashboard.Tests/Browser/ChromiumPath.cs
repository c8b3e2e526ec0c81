using System.Diagnostics;

namespace Workflows.Dashboard.Tests.Browser;

/// <summary>Where Chromium is. On Debian as root it is installed when it is missing, elsewhere the one command to type is told.</summary>
internal static class ChromiumPath
{
    private const string Setting = "CHROMIUM";

    private static readonly string[] Known =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/snap/bin/chromium",
        "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    public static async Task<string> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } chosen)
        {
            return File.Exists(chosen) ? chosen : throw new InvalidOperationException($"{Setting} names '{chosen}', and there is no such file.");
        }

        if (Known.FirstOrDefault(File.Exists) is { } found)
        {
            return found;
        }

        if (!File.Exists("/etc/debian_version") || Environment.UserName != "root")
        {
            throw new InvalidOperationException(
                $"These tests need Chromium. Install it (Debian and Ubuntu: sudo apt-get install -y chromium), or let the environment variable {Setting} name the program of a Chrome or Edge that is there.");
        }

        var log = await RunAsync("apt-get", "update", "-qq") + await RunAsync("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium");
        return Known.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException($"apt-get install chromium left no Chromium here:\n{log}");
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return await output + await error;
    }
}
