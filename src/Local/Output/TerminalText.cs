using System.Globalization;
using System.Text;

namespace Workflows.Local.Output;

/// <summary>Texts that came from documents, models and servers: shown to a person they must not steer the terminal.</summary>
internal static class TerminalText
{
    /// <summary>The text on one line, without control and direction characters, bounded.</summary>
    public static string Clean(string? text, int maxLength = 400)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (clean.Length >= maxLength)
            {
                return clean.Append('…').ToString();
            }

            if (rune.Value is '\n' or '\r' or '\t')
            {
                clean.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }
}
