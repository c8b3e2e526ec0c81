using System.Globalization;
using System.Text;

namespace Workflows.Activities.Audit;

/// <summary>The strings and objects of RFC 8785 (JCS), as far as entries need them.</summary>
internal static class CanonicalJson
{
    /// <summary>The text as UTF-8 can hold it: half a surrogate pair becomes U+FFFD.</summary>
    public static string Wellformed(string? text) => text is null ? "" : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    public static StringBuilder AppendObject(this StringBuilder json, IEnumerable<KeyValuePair<string, string>> members)
    {
        json.Append('{');
        var separator = "";
        foreach (var (name, value) in members)
        {
            json.Append(separator).AppendString(name).Append(':').AppendString(value);
            separator = ",";
        }

        return json.Append('}');
    }

    public static StringBuilder AppendString(this StringBuilder json, string text)
    {
        json.Append('"');
        var plain = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is >= ' ' and not '"' and not '\\')
            {
                continue;
            }

            json.Append(text, plain, i - plain);
            plain = i + 1;
            _ = text[i] switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\b' => json.Append("\\b"),
                '\t' => json.Append("\\t"),
                '\n' => json.Append("\\n"),
                '\f' => json.Append("\\f"),
                '\r' => json.Append("\\r"),
                var control => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)control:x4}"),
            };
        }

        return json.Append(text, plain, text.Length - plain).Append('"');
    }
}
