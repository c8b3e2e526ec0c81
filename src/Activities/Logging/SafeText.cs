using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Workflows.Activities.Logging;

/// <summary>Values that come from outside cannot begin a line of their own, move the cursor, or turn the reading direction.</summary>
internal static class SafeText
{
    /// <summary>For JSON: letters of every language stay readable, what is unsafe is escaped.</summary>
    public static JavaScriptEncoder JsonEncoder { get; } = CreateEncoder();

    /// <summary>The text on one line; what would break it is shown as an escape.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => safe.Append("\\n"),
                '\r' => safe.Append("\\r"),
                '\t' => safe.Append("\\t"),
                _ when IsUnsafe(c) => safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => safe.Append(c),
            };
        }

        return safe.ToString();
    }

    /// <summary>JSON that was written with an encoder that lets too much through: what turns the reading direction is escaped in it, too.</summary>
    public static string EscapedInJson(string json)
    {
        if (!json.Any(IsHidden))
        {
            return json;
        }

        var safe = new StringBuilder(json.Length + 16);
        foreach (var c in json)
        {
            _ = IsHidden(c) ? safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : safe.Append(c);
        }

        return safe.ToString();
    }

    // Line ends between its members are the only characters of JSON that are unsafe and stand outside its texts.
    private static bool IsHidden(char c) => c is not ('\n' or '\r') && IsUnsafe(c);

    private static JavaScriptEncoder CreateEncoder()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidCharacters([.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(IsUnsafe)]);
        return JavaScriptEncoder.Create(settings);
    }

    private static bool IsUnsafe(char c) => char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is
        UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
