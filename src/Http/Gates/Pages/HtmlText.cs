using System.Globalization;
using System.Net;
using System.Text;

namespace Workflows.Http.Gates.Pages;

/// <summary>Hostile text in a page: nothing in it becomes markup, and what hides or turns other text is shown as what it is.</summary>
internal static class HtmlText
{
    /// <summary>The text for the inside of an element, or of an attribute in double quotes.</summary>
    public static string Encode(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var shown = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\n' or '\t' || !IsHidden(c))
            {
                shown.Append(c);
            }
            else if (c != '\r')
            {
                shown.Append(CultureInfo.InvariantCulture, $"[U+{(int)c:X4}]");
            }
        }

        return WebUtility.HtmlEncode(shown.ToString());
    }

    private static bool IsHidden(char c) => char.IsControl(c) || DecisionText.IsDirectionMark(c) || c is '\u200B' or '\u2060' or '\uFEFF' or '\u00AD';
}
