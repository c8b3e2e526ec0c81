using System.Globalization;
using System.Text;

namespace Workflows.Activities.SourceControl;

/// <summary>
/// The rule for paths in a repository. It holds for every system on which the repository may be checked out: what Windows or macOS would
/// take for another name is refused everywhere.
/// </summary>
internal static class RepositoryPath
{
    private const int Longest = 400;
    private const int LongestSegmentBytes = 180;

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>Null when the path is fine, otherwise what is wrong with it.</summary>
    /// <param name="path">The path, with forward slashes.</param>
    /// <param name="mayBeHidden">Whether parts may begin with a dot, as many files of projects do. Then it is the caller's to keep off what steers git and servers.</param>
    public static string? Problem(string path, bool mayBeHidden = false) =>
        path.Length == 0 ? "it is empty"
        : path.Length > Longest ? $"it is longer than {Longest} characters"
        : path.Split('/').Select(segment => SegmentProblem(segment, mayBeHidden)).FirstOrDefault(problem => problem is not null);

    /// <summary>Whether a name is that of something that steers git, or the server that it is pushed to: <c>.gitattributes</c>, <c>.github</c>. What is ignored is only a matter of taste.</summary>
    public static bool SteersGit(string segment) =>
        segment.StartsWith(".git", StringComparison.OrdinalIgnoreCase) && segment is not (".gitignore" or ".gitkeep");

    /// <summary>Whether a character is visible and has no meaning to any file system. Invisible ones are skipped by some, so that <c>.g[invisible]it</c> is <c>.git</c>.</summary>
    public static bool IsPlain(char c) => c is not ('\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' or '\ufffd') && !char.IsControl(c)
        && CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static string? SegmentProblem(string segment, bool mayBeHidden)
    {
        if (segment.Length == 0)
        {
            return "it is absolute or has an empty part between slashes";
        }

        // Whatever steers a tool begins with a dot: .git, .gitattributes, .github/workflows, .editorconfig; so do the steps . and ..
        var isHidden = mayBeHidden && segment.Length > 1 && segment[0] == '.' && segment[1] is not ('.' or ' ');
        if ((!isHidden && segment[0] is '.') || segment[0] is '-' or ' ' || segment[^1] is '.' or ' ')
        {
            return "a part begins with a dot, a hyphen or a blank, or ends with a dot or a blank";
        }

        if (segment.Any(c => !IsPlain(c)) || !IsWellFormed(segment))
        {
            return "it holds a backslash, a colon, a control or invisible character, or one of * ? \" < > |";
        }

        if (IsShortName(segment))
        {
            return "a part looks like a short name of Windows (GIT~1)";
        }

        return Devices.Contains(segment.Split('.')[0].TrimEnd(' ')) ? "a part is the name of a device on Windows"
            : Encoding.UTF8.GetByteCount(segment) > LongestSegmentBytes ? $"a part is longer than {LongestSegmentBytes} bytes"
            : null;
    }

    private static bool IsShortName(string segment)
    {
        var tilde = segment.IndexOf('~', StringComparison.Ordinal);
        return tilde >= 0 && tilde + 1 < segment.Length && char.IsAsciiDigit(segment[tilde + 1]);
    }

    /// <summary>Whether every character is a whole one.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
