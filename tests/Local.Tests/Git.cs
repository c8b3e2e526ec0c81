using System.Diagnostics;

namespace Workflows.Local.Tests;

/// <summary>Asks a bare repository by git itself.</summary>
internal static class Git
{
    public static async Task<string> AskAsync(string repository, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", ["--git-dir", repository, .. arguments]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output.TrimEnd('\n');
    }
}
