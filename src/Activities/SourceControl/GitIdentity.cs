using System.Globalization;
using System.Text;

namespace Workflows.Activities.SourceControl;

/// <summary>Who stands in a commit.</summary>
/// <param name="Name">For people.</param>
/// <param name="Email">A mail address; one that cannot exist where none is known.</param>
internal sealed record GitIdentity(string Name, string Email)
{
    private const int Longest = 100;
    private const string NoDomain = "@workflows.invalid";

    /// <summary>Reads <c>Name</c>, <c>Name &lt;address&gt;</c> or an address. The text comes from outside: it stays one line and one identity.</summary>
    public static GitIdentity From(string text)
    {
        var open = text.IndexOf('<', StringComparison.Ordinal);
        var close = open < 0 ? -1 : text.IndexOf('>', open);
        var given = close > open ? text[(open + 1)..close] : text;
        var name = Clean(open > 0 ? text[..open] : open == 0 ? given : text);
        if (name.Length == 0)
        {
            name = "unknown";
        }

        return new GitIdentity(name, IsEmail(given) ? given : Slug(name) + NoDomain);
    }

    /// <summary>Whether a text can stand as an address.</summary>
    public static bool IsEmail(string text) =>
        text.Length is > 2 and <= Longest && text.Count(c => c == '@') == 1 && text[0] != '@' && text[^1] != '@'
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '@' or '.' or '-' or '_' or '+' or '[' or ']');

    /// <summary>A name on one line, without what git takes for the address's edge, and without what it would cut off at the ends.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder();
        foreach (var c in text)
        {
            var invisible = char.IsControl(c) || char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) is
                UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            clean.Append(invisible || c is '<' or '>' ? ' ' : c);
        }

        var words = string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return (words.Length > Longest ? words[..Longest] : words).Trim(' ', '.', ',', ':', ';', '"', '\\', '\'');
    }

    private static string Slug(string name)
    {
        var slug = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
        return slug.Length == 0 ? "unknown" : slug;
    }
}
