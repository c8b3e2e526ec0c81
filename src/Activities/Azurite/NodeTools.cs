using System.Diagnostics;

namespace Workflows.Activities.Azurite;

/// <summary>Finds Node.js, and hands its programs an environment without our secrets.</summary>
internal static class NodeTools
{
    private static readonly string[] SecretWords = ["KEY", "TOKEN", "SECRET", "PASSWORD", "AZUREWEBJOBSSTORAGE", "CONNECTIONSTRING"];

    /// <summary>Full path of a program.</summary>
    /// <exception cref="AzuriteException">It is not there.</exception>
    public static string Find(string program, string? searchPath) =>
        Search(program, searchPath) ?? throw new AzuriteException(
            $"Azurite needs Node.js 20 or later, and '{program}' is not in PATH. Install Node.js with npm (Debian: apt-get install nodejs npm), " +
            "or start an Azurite of your own on 127.0.0.1:10000, or leave AzureWebJobsStorage empty to keep artifacts in a folder.");

    /// <summary>Full path of a program, or null when it is not there.</summary>
    public static string? Search(string program, string? searchPath)
    {
        string[] names = OperatingSystem.IsWindows() ? [program + ".cmd", program + ".exe"] : [program];
        return (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }

    public static void RemoveSecrets(ProcessStartInfo start)
    {
        // npm's own settings may hold the token of a registry, which it needs.
        var secrets = start.Environment.Keys.Where(name =>
            !name.StartsWith("npm_", StringComparison.OrdinalIgnoreCase)
            && SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))).ToList();
        secrets.ForEach(name => start.Environment.Remove(name));
    }
}
