using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.OpenApi;

/// <summary>Builds the tree of a JSON document. A name that comes twice is a warning, not an end: the last one counts, as in most readers.</summary>
internal sealed class JsonTree(OpenApiOptions options, List<string> warnings)
{
    private int _nodes;

    public JsonNode? Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = options.MaxDepth + 2, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            reader.Read();
            var root = Value(ref reader, "#");
            if (reader.Read())
            {
                throw new JsonException("Text follows the end of the document.");
            }

            return root;
        }
        catch (JsonException problem)
        {
            throw new InvalidDocumentException(
                $"The document is not JSON: line {problem.LineNumber + 1}, column {problem.BytePositionInLine + 1}: {Excerpt.Of(Reason(problem), 200)} Correct it there and send it again.");
        }
    }

    private JsonNode? Value(ref Utf8JsonReader reader, string pointer)
    {
        if (++_nodes > options.MaxNodes)
        {
            throw new InvalidDocumentException($"The document holds more than {options.MaxNodes} values (setting OpenApi:MaxNodes).");
        }

        if (reader.CurrentDepth > options.MaxDepth)
        {
            throw new InvalidDocumentException($"The document is nested deeper than {options.MaxDepth} levels at {Excerpt.Of(pointer, 160)} (setting OpenApi:MaxDepth).");
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Object(ref reader, pointer);
            case JsonTokenType.StartArray:
                var array = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    array.Add(Value(ref reader, pointer));
                }

                return array;
            case JsonTokenType.String:
                return JsonValue.Create(Text(ref reader));
            case JsonTokenType.Null:
                return null;
            default:
                using (var value = JsonDocument.ParseValue(ref reader))
                {
                    return JsonValue.Create(value.RootElement.Clone());
                }
        }
    }

    private JsonObject Object(ref Utf8JsonReader reader, string pointer)
    {
        var result = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = Text(ref reader);
            if (result.ContainsKey(name) && warnings.Count < DocumentReader.MaxWarnings)
            {
                warnings.Add($"{Excerpt.Of(pointer, 120)}: '{Excerpt.Of(name, 60)}' stands there twice; the last one counts.");
            }

            reader.Read();
            result[name] = Value(ref reader, warnings.Count < DocumentReader.MaxWarnings ? $"{pointer}/{Excerpt.Of(name, 40)}" : pointer);
        }

        return result;
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: valid JSON, no valid text.
            return "\uFFFD";
        }
    }

    // The reader's message ends with its own position, which counts from zero and would contradict ours.
    private static string Reason(JsonException problem)
    {
        var end = problem.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? problem.Message : problem.Message[..end];
    }
}
