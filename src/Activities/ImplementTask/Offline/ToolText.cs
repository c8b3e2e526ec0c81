using System.Text.RegularExpressions;

namespace Workflows.Activities.ImplementTask.Offline;

/// <summary>Reads what tools answer.</summary>
internal static partial class ToolText
{
    /// <summary>Whether a command ended with exit code 0.</summary>
    public static bool Passed(string output) => ExitCode().Match(output) is { Success: true } match && match.Groups[1].Value == "0";

    /// <summary>The first line.</summary>
    public static string FirstLine(string output) => output.TrimStart().Split('\n')[0].TrimEnd();

    /// <summary>The text of a file as fs_read shows it, below a line that names it; empty when there is no such file, null when not all of it is shown.</summary>
    public static string? File(string output)
    {
        var head = Head().Match(output);
        return head.Success && head.Groups["last"].Value == head.Groups["count"].Value ? output[head.Length..]
            : output.StartsWith("There is no file ", StringComparison.Ordinal) || FirstLine(output).EndsWith(" is empty.", StringComparison.Ordinal) ? ""
            : null;
    }

    [GeneratedRegex(@"exit code:? (-?\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex ExitCode();

    [GeneratedRegex(@"^\S+, lines 1-(?<last>\d+) of (?<count>\d+):\n", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Head();
}
