using System.ComponentModel;
using System.Diagnostics;

namespace Workflows.Local.Hosting;

/// <summary>The browser of whoever started the program.</summary>
internal static class Browser
{
    private static readonly string[] Displays = ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"];

    /// <summary>Opens an address.</summary>
    /// <returns>Null when it was handed over, otherwise why not.</returns>
    public static string? Open(Uri address)
    {
        var opener = Opener();
        // On a server there is nobody to show it to, and what xdg-open would find there is a browser for terminals, which would take this one.
        if (opener == "xdg-open" && !HasDisplay())
        {
            return "there is no display";
        }

        try
        {
            var start = OperatingSystem.IsWindows()
                ? new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true }
                : new ProcessStartInfo(opener, [address.AbsoluteUri]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start);
            return null;
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return $"'{opener}' could not be started: {exception.Message}";
        }
    }

    // What the freedesktop tools ask for, too: the user's choice goes before the system's.
    private static string Opener() =>
        Environment.GetEnvironmentVariable("BROWSER") is { Length: > 0 } chosen && !chosen.Contains('%', StringComparison.Ordinal) && !OperatingSystem.IsWindows() ? chosen
        : OperatingSystem.IsWindows() ? "start"
        : OperatingSystem.IsMacOS() ? "open"
        : "xdg-open";

    private static bool HasDisplay() =>
        Displays.Any(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)));
}
