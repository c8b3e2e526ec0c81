using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Http.Contracts;

/// <summary>Reads <c>commit</c> as a JSON boolean, too: true and false mean the same with quotes and without.</summary>
internal sealed class CommitWord : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.String => reader.GetString(),
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
