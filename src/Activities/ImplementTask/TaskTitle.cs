using System.Text.RegularExpressions;
using Workflows.Activities.Logging;

namespace Workflows.Activities.ImplementTask;

/// <summary>What a task is called.</summary>
internal static partial class TaskTitle
{
    private const int Longest = 100;

    /// <summary>Its first heading, unless that says only that it is a task; otherwise its first line.</summary>
    public static string Of(string text)
    {
        List<string> lines = [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        var heading = lines.FirstOrDefault(line => line.StartsWith('#') && !Nothing().IsMatch(line));
        var title = SafeText.OneLine(Marks().Replace(heading ?? lines.FirstOrDefault(line => !line.StartsWith('#')) ?? "", "").Trim());
        return title.Length switch
        {
            0 => "A task without a title",
            > Longest => title[..Longest].TrimEnd() + "…",
            _ => title,
        };
    }

    [GeneratedRegex(@"^#+\s*(?:the\s+)?(?:current\s+)?(?:task|goal|todo|задача|текущая задача|цель)?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Nothing();

    [GeneratedRegex(@"^(?:#+\s*|[-*+]\s+|\d{1,3}[.)]\s+|>\s*)*(?:(?:current\s+)?task\s*[:—–-]\s*)?|[*_`]{2,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Marks();
}
