using System.Diagnostics;

namespace Workflows.Activities.Tests.Execution;

/// <summary>Provides bubblewrap to the tests of the sandbox: installs it where they may, and otherwise names the command.</summary>
internal static class Bubblewrap
{
    private const string Command = "apt-get install -y bubblewrap";

    private static readonly Lazy<string?> Missing = new(Provide);

    public static void Require()
    {
        if (Missing.Value is { } reason)
        {
            throw new InvalidOperationException($"The tests of the sandbox need bubblewrap, and {reason}. Type: {Command}");
        }
    }

    private static string? Provide()
    {
        if (IsThere)
        {
            return null;
        }

        if (!Environment.IsPrivilegedProcess || !File.Exists("/usr/bin/apt-get"))
        {
            return "only root on Debian or its like can install it from here";
        }

        using var install = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"(apt-get update && DEBIAN_FRONTEND=noninteractive {Command}) > /dev/null 2>&1"]))!;
        return install.WaitForExit(TimeSpan.FromMinutes(5)) && IsThere ? null : "apt-get did not install it";
    }

    private static bool IsThere => File.Exists("/usr/bin/bwrap") || File.Exists("/bin/bwrap") || File.Exists("/usr/local/bin/bwrap");
}
