using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Workflows.Http;

/// <summary>JSON that callers send, and JSON that histories hold.</summary>
internal static class JsonText
{
    private const int MaxDepth = 512;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Null when the bytes are one JSON value, otherwise what is wrong and where.</summary>
    public static string? Problem(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return "it is not UTF-8";
        }

        var reader = Reader(bytes);
        try
        {
            while (reader.Read())
            {
                continue;
            }

            return null;
        }
        catch (JsonException exception)
        {
            return $"line {(exception.LineNumber ?? 0) + 1}, byte {(exception.BytePositionInLine ?? 0) + 1}: {Sentence(exception)}";
        }
    }

    /// <summary>Names of the members of the outermost object, or null when the (valid) JSON is something else.</summary>
    public static HashSet<string>? Members(ReadOnlySpan<byte> json)
    {
        var reader = Reader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Names that are escaped halves of surrogate pairs are no text; nothing that is looked for can be among them.
            names.Add(Encoding.UTF8.GetString(reader.ValueSpan));
            reader.Skip();
        }

        return names;
    }

    /// <summary>The bytes without a byte order mark, which JSON does not allow and editors add.</summary>
    public static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;

    /// <summary>A payload of a history as JSON; text that is no JSON becomes a JSON string.</summary>
    public static JsonElement? Element(string? payload)
    {
        if (payload is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return String(payload);
        }
    }

    /// <summary>A text as a JSON string.</summary>
    public static JsonElement String(string text)
    {
        using var document = JsonDocument.Parse("\"" + JsonEncodedText.Encode(text) + "\"");
        return document.RootElement.Clone();
    }

    private static Utf8JsonReader Reader(ReadOnlySpan<byte> bytes) =>
        new(WithoutByteOrderMark(bytes), new JsonReaderOptions { MaxDepth = MaxDepth });

    // The reader's message ends with the position that is told already.
    private static string Sentence(JsonException exception)
    {
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }
}
