using System.Text;
using System.Text.RegularExpressions;

namespace Workflows.Activities.Tools;

/// <summary>Patterns of file names: <c>*</c> stands for any characters but a slash, <c>**</c> for slashes as well, <c>?</c> for one character.</summary>
internal static class Glob
{
    /// <summary>Whether a path fits. A pattern without a slash is held against the name alone.</summary>
    public static Func<string, bool> Of(string pattern)
    {
        var expression = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*' && i + 1 < pattern.Length && pattern[i + 1] == '*')
            {
                i++;
                var slash = i + 1 < pattern.Length && pattern[i + 1] == '/';
                expression.Append(slash ? "(.*/)?" : ".*");
                i += slash ? 1 : 0;
            }
            else
            {
                expression.Append(pattern[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }

        var regex = new Regex(expression.Append('$').ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        return pattern.Contains('/', StringComparison.Ordinal) ? regex.IsMatch : path => regex.IsMatch(path[(path.LastIndexOf('/') + 1)..]);
    }
}
