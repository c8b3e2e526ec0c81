using System.Text;
using System.Text.Json.Nodes;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.OpenApi;

/// <summary>Bytes to tree: finds out the encoding, and whether it is JSON or YAML.</summary>
internal static class DocumentParser
{
    /// <exception cref="InvalidDocumentException">Empty, too big, neither JSON nor YAML, or not an object.</exception>
    public static ParsedDocument Parse(ReadOnlyMemory<byte> content, OpenApiOptions options)
    {
        if (content.Length > options.MaxDocumentBytes)
        {
            throw new InvalidDocumentException(
                $"The document is {content.Length} bytes; the limit is {options.MaxDocumentBytes} (setting OpenApi:MaxDocumentBytes). Split it, or raise the setting.");
        }

        var text = Text(content.Span);
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty)
        {
            throw new InvalidDocumentException("The document is empty. Send an OpenAPI 2.0, 3.0 or 3.1 document in JSON or YAML.");
        }

        var warnings = new List<string>();
        var isYaml = start[0] is not ('{' or '[');
        var root = isYaml
            ? new YamlTree(options, warnings).Read(text)
            : new JsonTree(options, warnings).Read(Encoding.UTF8.GetBytes(text));
        return root is JsonObject document
            ? new ParsedDocument(document, isYaml, warnings)
            : throw new InvalidDocumentException(
                $"The document is {Kind(root)}, not an object with the field 'openapi' or 'swagger'. Send an OpenAPI 2.0, 3.0 or 3.1 document in JSON or YAML.");
    }

    private static string Text(ReadOnlySpan<byte> content)
    {
        Encoding encoding = content switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(false, true, true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(true, true, true),
            _ => new UTF8Encoding(true, true),
        };
        try
        {
            var text = encoding.GetString(content);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException problem)
        {
            throw new InvalidDocumentException(
                $"The document is not text: byte {problem.Index} does not belong to {encoding.WebName}. Save it as UTF-8 and send it again.");
        }
    }

    private static string Kind(JsonNode? root) => root switch
    {
        null => "null",
        JsonArray => "a list",
        _ => "a single value",
    };
}
