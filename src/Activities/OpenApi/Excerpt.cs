using System.Globalization;
using System.Text;

namespace Workflows.Activities.OpenApi;

/// <summary>Foreign text, cut and cleaned so that it can stand in one line of a message.</summary>
internal static class Excerpt
{
    public static string Of(string? text, int length)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (line.Length >= length)
            {
                return line.Append('…').ToString();
            }

            // Invisible marks turn the direction of a line or hide in it.
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
            {
                continue;
            }

            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 || Rune.IsWhiteSpace(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else
            {
                line.Append(rune.ToString());
            }
        }

        return line.ToString().TrimEnd();
    }
}
