using System.Text.Json;

namespace Workflows.Local.Tests.ImplementTask;

/// <summary>Holds JSON against a schema of ours, as far as such schemas go: types, members, lists, constants.</summary>
internal static class SchemaCheck
{
    public static void Holds(string schema, JsonElement value)
    {
        using var document = JsonDocument.Parse(Documents.Repository.Read(schema));
        Check(document.RootElement, document.RootElement, value, "$");
    }

    private static void Check(JsonElement root, JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            schema = root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]);
        }

        if (schema.TryGetProperty("const", out var constant))
        {
            Assert.True(constant.GetRawText() == value.GetRawText(), $"{at} is {value.GetRawText()}");
        }

        if (schema.TryGetProperty("enum", out var options))
        {
            Assert.True(options.EnumerateArray().Any(option => option.GetRawText() == value.GetRawText()), $"{at} is {value.GetRawText()}");
        }

        if (schema.TryGetProperty("type", out var type))
        {
            var fits = type.GetString() switch
            {
                "object" => value.ValueKind == JsonValueKind.Object,
                "array" => value.ValueKind == JsonValueKind.Array,
                "string" => value.ValueKind == JsonValueKind.String,
                "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
                _ => value.ValueKind == JsonValueKind.Number,
            };
            Assert.True(fits, $"{at} is {value.ValueKind} and no {type}");
        }

        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var (i, item) in value.EnumerateArray().Index())
            {
                Check(root, items, item, $"{at}[{i}]");
            }
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            Members(root, schema, value, at);
        }
    }

    private static void Members(JsonElement root, JsonElement schema, JsonElement value, string at)
    {
        foreach (var name in schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(name => name.GetString()!) : [])
        {
            Assert.True(value.TryGetProperty(name, out _), $"{at} lacks {name}");
        }

        var closed = schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False;
        foreach (var member in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var known))
            {
                Check(root, known, member.Value, $"{at}.{member.Name}");
            }
            else
            {
                Assert.False(closed, $"{at} must not have {member.Name}");
            }
        }
    }
}
