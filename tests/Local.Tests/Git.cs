using System.Diagnostics;

namespace Workflows.Local.Tests;

/// <summary>Asks a bare repository by git itself.</summary>
internal static class Git
{
    private static readonly Dictionary<string, string> NoVariables = [];

    public static Task<string> AskAsync(string repository, params string[] arguments) => AskAsync(repository, NoVariables, arguments);

    /// <summary>The same with variables of its own.</summary>
    public static async Task<string> AskAsync(string repository, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["--git-dir", repository, .. arguments]) { RedirectStandardOutput = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output.TrimEnd('\n');
    }
}
