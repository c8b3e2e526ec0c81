using System.Text.RegularExpressions;

namespace Workflows.Activities.SourceControl;

/// <summary>The lines at the end of a commit message that programs read.</summary>
internal static partial class TrailerBlock
{
    /// <summary>The last paragraph of a message, if it holds nothing but trailers. Text before it is whatever somebody wrote.</summary>
    public static IReadOnlyList<string> Of(string message)
    {
        var lines = message.TrimEnd('\n').Split('\n');
        var last = lines[(Array.FindLastIndex(lines, line => line.Trim().Length == 0) + 1)..];
        return last.Length < lines.Length && last.All(line => Trailer().IsMatch(line)) ? last : [];
    }

    /// <summary>Whether a line could be taken for a trailer that says who stands behind a commit, by us, by git or by a forge.</summary>
    public static bool LooksLikeALine(string line) => Forgery().IsMatch(line);

    [GeneratedRegex("^[A-Za-z0-9-]+: ")]
    private static partial Regex Trailer();

    [GeneratedRegex(@"^[\s\p{C}]*(Workflows[\p{L}\p{Pd}_]*|Forked\p{Pd}from|[\p{L}\p{Pd}]+\p{Pd}(by|to))[\s\p{C}]*[:：﹕꞉]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Forgery();
}
