namespace Workflows.Local.Hosting;

/// <summary>Command lines of this program that can be copied into the shell from which it was started.</summary>
internal static class ProgramPath
{
    /// <summary>The command line, with the data folder where it is not the usual one.</summary>
    public static string Command(HostSettings settings, params ReadOnlySpan<string> words)
    {
        var command = $"{Program()} {string.Join(' ', words.ToArray().Select(Quoted))}";
        return settings.DataFolder == Path.GetFullPath(HostSettings.DefaultFolder) ? command : $"{command} --data {Quoted(settings.DataFolder)}";
    }

    private static string Program()
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "workflows.dll");
        return Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "workflows" ? Quoted(Shorter(path)) : $"dotnet {Quoted(Shorter(assembly))}";
    }

    private static string Shorter(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.Length >= path.Length ? path : relative.Contains(Path.DirectorySeparatorChar) ? relative : Path.Combine(".", relative);
    }

    private static string Quoted(string word) => word.All(c => char.IsAsciiLetterOrDigit(c) || "-_.:/\\@+=".Contains(c)) ? word
        : OperatingSystem.IsWindows() ? $"\"{word}\""
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
