using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Workflows.Activities.Models;

/// <summary>
/// The texts of an answer's chunks. Some services cut between the two halves of one character (<c>"\ud83d"</c>, <c>"\ude00"</c>): each is no
/// text by itself, and both together are.
/// </summary>
internal static class ChunkText
{
    /// <summary>What a JSON string holds, halves of characters included.</summary>
    public static string Of(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescaped(text.GetRawText().AsSpan()[1..^1]);
        }
    }

    /// <summary>The whole text. A half that never got its other one is shown as what it is: not readable.</summary>
    public static string Readable(string text) =>
        text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    // The parser has seen to it that every escape is whole.
    private static string Unescaped(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            text.Append(raw[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', 'u' => (char)int.Parse(raw.Slice(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture), var plain => plain });
            i += raw[i] == 'u' ? 4 : 0;
        }

        return text.ToString();
    }
}
