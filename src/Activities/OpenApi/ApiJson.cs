using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Activities.OpenApi;

/// <summary>Writes and reads trees that are deeper than the serializer's default allows.</summary>
internal static class ApiJson
{
    private const int MaxDepth = 1000;

    public static byte[] Write(JsonNode node)
    {
        var bytes = new ArrayBufferWriter<byte>();
        // Prompts hold this text: letters of any script stay what they are.
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { MaxDepth = MaxDepth, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            node.WriteTo(writer);
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static JsonElement Parse(ReadOnlyMemory<byte> json) =>
        JsonElement.Parse(json.Span, new JsonDocumentOptions { MaxDepth = MaxDepth });

    public static JsonElement Element(JsonNode? node) => node is null ? JsonElement.Parse("null") : Parse(Write(node));
}
