using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Activities.OfflineTests.Values;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Code;

/// <summary>
/// The schemas that generated tests hold answers against: each under a name, without everything that does not decide
/// (descriptions, examples), its references turned into names.
/// </summary>
internal sealed class SchemaRegistry(References references, Patterns patterns)
{
    private const int MaxCharacters = 2_500_000;
    private const int MaxDepth = 60;
    private static readonly string[] Kept =
    [
        "type", "nullable", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "required", "writeOnly",
    ];

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly NameSet _taken = new();
    private readonly Queue<(string Name, JsonElement Schema)> _open = [];
    private readonly List<(string Name, string Json)> _done = [];
    private int _characters;

    /// <summary>Name of the schema of a body; null when it allows everything.</summary>
    public string? Name(JsonElement schema, string suggestion)
    {
        if (References.Target(schema) is { } pointer && references.Find(pointer) is { } target)
        {
            return NameOf(pointer, target);
        }

        if (schema.ValueKind != JsonValueKind.Object || Clean(schema, 0) is not JsonObject { Count: > 0 })
        {
            return null;
        }

        var name = _taken.Take(suggestion);
        _open.Enqueue((name, schema));
        return name;
    }

    /// <summary>Every schema that was named, those that they refer to included.</summary>
    public IReadOnlyList<(string Name, string Json)> All(bool indented)
    {
        while (_open.TryDequeue(out var next))
        {
            var json = _characters > MaxCharacters ? "true" : Text(Clean(next.Schema, 0) ?? JsonValue.Create(true), indented);
            _characters += json.Length;
            _done.Add((next.Name, json));
        }

        return _done;
    }

    private string NameOf(string pointer, JsonElement target)
    {
        if (!_names.TryGetValue(pointer, out var name))
        {
            name = _taken.Take(Identifiers.Pascal(JsonPointer.Segments(pointer) is [.., var last] ? last : "", "Schema"));
            _names[pointer] = name;
            _open.Enqueue((name, target));
        }

        return name;
    }

    private JsonNode? Clean(JsonElement schema, int depth)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return JsonValue.Create(schema.ValueKind == JsonValueKind.True);
        }

        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth)
        {
            return JsonValue.Create(true);
        }

        var clean = new JsonObject();
        if (References.Target(schema) is { } pointer && references.Find(pointer) is { } target)
        {
            clean["$ref"] = NameOf(pointer, target);
        }

        foreach (var keyword in Kept)
        {
            if (schema.Member(keyword) is { } value)
            {
                clean[keyword] = JsonNode.Parse(value.GetRawText(), documentOptions: new JsonDocumentOptions { MaxDepth = 1000 });
            }
        }

        if (schema.Text("format") is "date" or "date-time" or "uuid" or "int32")
        {
            clean["format"] = schema.Text("format");
        }

        if (schema.Text("pattern") is { } pattern && patterns.IsUsable(pattern))
        {
            clean["pattern"] = pattern;
        }

        Nested(schema, clean, depth);
        return clean;
    }

    private void Nested(JsonElement schema, JsonObject clean, int depth)
    {
        foreach (var keyword in (string[])["items", "additionalProperties", "not"])
        {
            if (schema.Member(keyword) is { ValueKind: JsonValueKind.Object or JsonValueKind.False } inner)
            {
                clean[keyword] = Clean(inner, depth + 1);
            }
        }

        foreach (var keyword in (string[])["allOf", "oneOf", "anyOf", "prefixItems"])
        {
            var parts = schema.Items(keyword).ToList();
            if (parts.Count > 0)
            {
                clean[keyword] = new JsonArray([.. parts.Select(part => Clean(part, depth + 1))]);
            }
        }

        var properties = new JsonObject();
        foreach (var property in schema.Members("properties"))
        {
            properties[property.Name] = Clean(property.Value, depth + 1);
        }

        if (properties.Count > 0)
        {
            clean["properties"] = properties;
        }

        if (schema.Members("patternProperties").Any())
        {
            clean["patternProperties"] = new JsonObject();
        }
    }

    // Only ASCII, quotes inside of texts as \u0022: what a raw literal needs.
    private static string Text(JsonNode node, bool indented)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { MaxDepth = 1000, Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.Default }))
        {
            node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
