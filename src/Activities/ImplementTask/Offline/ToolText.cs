using System.Text.RegularExpressions;

namespace Workflows.Activities.ImplementTask.Offline;

/// <summary>Reads what tools answer.</summary>
internal static partial class ToolText
{
    /// <summary>Whether a command ended with exit code 0.</summary>
    public static bool Passed(string output) => ExitCode().Match(output) is { Success: true } match && match.Groups[1].Value == "0";

    /// <summary>The first line.</summary>
    public static string FirstLine(string output) => output.TrimStart().Split('\n')[0].TrimEnd();

    /// <summary>The text of a file as fs_read shows it, without line numbers; null when there is no such file.</summary>
    public static string? File(string output)
    {
        List<string> lines = [.. output.Split('\n').Select(line => Numbered().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];
        return lines.Count == 0 ? null : string.Join('\n', lines) + "\n";
    }

    [GeneratedRegex(@"exit code:? (-?\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex ExitCode();

    [GeneratedRegex(@"^\s*\d+[\t|:]\s?(.*)$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Numbered();
}
