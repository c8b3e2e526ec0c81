using System.Text;
using System.Text.Json;

namespace Workflows.Domain.Client;

/// <summary>What people call an instance: the text <c>label</c> of its input or, where it has none, the text <c>title</c> of its custom status.</summary>
public static class InstanceLabel
{
    /// <summary>Most characters; what is longer is cut off.</summary>
    public const int MaxLength = 200;

    private const int MaxDepth = 512;

    /// <summary>The label in an input; null for none.</summary>
    public static string? OfInput(string? json) => Text(json, "label");

    /// <summary>The label in a custom status; null for none.</summary>
    public static string? OfStatus(string? json) => Text(json, "title");

    private static string? Text(string? json, string member)
    {
        // Most payloads of other workflows hold nothing of that name; they are not even parsed.
        if (json is null || !json.Contains(member, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isIt = member.Equals(reader.GetString(), StringComparison.OrdinalIgnoreCase);
                reader.Read();
                if (isIt)
                {
                    return reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } text ? Cut(text) : null;
                }

                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Halves of surrogate pairs are no text; an instance without a label is as good as any.
        }

        return null;
    }

    private static string Cut(string text) =>
        text.Length <= MaxLength ? text
        : char.IsHighSurrogate(text[MaxLength - 1]) ? text[..(MaxLength - 1)]
        : text[..MaxLength];
}
