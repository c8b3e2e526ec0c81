using System.Text.Json;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Values;

/// <summary>Puts a schema's parts together.</summary>
internal sealed class SchemaReader(References references)
{
    private const int MaxDepth = 24;
    private const int MaxParts = 500;

    public SchemaFacts Read(params ReadOnlySpan<JsonElement> schemas)
    {
        var facts = new SchemaFacts();
        foreach (var schema in schemas)
        {
            Add(facts, schema, 0);
        }

        return facts;
    }

    private void Add(SchemaFacts facts, JsonElement schema, int depth)
    {
        if (depth > MaxDepth || ++facts.Parts > MaxParts || schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (References.Target(schema) is not null && references.Resolve(schema) is { } target)
        {
            Add(facts, target, depth + 1);
        }

        Values(facts, schema);
        Numbers(facts, schema);
        Texts(facts, schema);
        Lists(facts, schema);
        Objects(facts, schema);
        foreach (var part in schema.Items("allOf"))
        {
            Add(facts, part, depth + 1);
        }

        foreach (var keyword in (string[])["oneOf", "anyOf"])
        {
            var alternatives = schema.Items(keyword).ToList();
            if (alternatives.Count > 0)
            {
                facts.Choices.Add(alternatives);
            }
        }

        if (schema.Object("discriminator") is { } discriminator && discriminator.Text("propertyName") is { } property)
        {
            var mapping = discriminator.Members("mapping").Where(member => member.Value.ValueKind == JsonValueKind.String)
                .GroupBy(member => member.Value.GetString()!, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().Name, StringComparer.Ordinal);
            facts.Discriminator = (property, mapping);
        }
    }

    private static void Values(SchemaFacts facts, JsonElement schema)
    {
        var types = schema.Member("type") switch
        {
            { ValueKind: JsonValueKind.String } one => [one.GetString()!],
            { ValueKind: JsonValueKind.Array } several => several.EnumerateArray().Where(type => type.ValueKind == JsonValueKind.String).Select(type => type.GetString()!).ToHashSet(StringComparer.Ordinal),
            _ => (HashSet<string>?)null,
        };
        if (types is { Count: > 0 })
        {
            if (types.Contains("number"))
            {
                types.Add("integer");
            }

            if (facts.Types is { } known)
            {
                known.IntersectWith(types);
            }
            else
            {
                facts.Types = types;
            }
        }

        if (schema.Member("enum") is { ValueKind: JsonValueKind.Array } allowed)
        {
            var values = allowed.EnumerateArray().ToList();
            facts.Enum = facts.Enum is { } before ? [.. before.Where(one => values.Any(other => JsonElement.DeepEquals(one, other)))] : values;
        }

        facts.Const ??= schema.Member("const");
        facts.ReadOnly |= schema.Is("readOnly");
        facts.Format ??= schema.Text("format");
        if (schema.Member("example") is { } example)
        {
            facts.Examples.Add(example);
        }

        facts.Examples.AddRange(schema.Items("examples"));
        if (schema.Member("default") is { } usual)
        {
            facts.Examples.Add(usual);
        }
    }

    private static void Numbers(SchemaFacts facts, JsonElement schema)
    {
        Least(facts, Decimal(schema, "minimum"), schema.Is("exclusiveMinimum"));
        Least(facts, Decimal(schema, "exclusiveMinimum"), true);
        Most(facts, Decimal(schema, "maximum"), schema.Is("exclusiveMaximum"));
        Most(facts, Decimal(schema, "exclusiveMaximum"), true);
        if (Decimal(schema, "multipleOf") is { } step && step > 0)
        {
            facts.MultipleOf ??= step;
        }
    }

    private static void Least(SchemaFacts facts, decimal? least, bool isOut)
    {
        if (least is { } value && (facts.Minimum is not { } known || value > known || (value == known && isOut)))
        {
            (facts.Minimum, facts.MinimumIsOut) = (value, isOut);
        }
    }

    private static void Most(SchemaFacts facts, decimal? most, bool isOut)
    {
        if (most is { } value && (facts.Maximum is not { } known || value < known || (value == known && isOut)))
        {
            (facts.Maximum, facts.MaximumIsOut) = (value, isOut);
        }
    }

    private static void Texts(SchemaFacts facts, JsonElement schema)
    {
        facts.MinLength = Math.Max(facts.MinLength, Count(schema, "minLength") ?? 0);
        facts.MaxLength = Lower(facts.MaxLength, Count(schema, "maxLength"));
        facts.Pattern ??= schema.Text("pattern");
    }

    private static void Lists(SchemaFacts facts, JsonElement schema)
    {
        facts.Items ??= schema.Member("items");
        facts.PrefixItems.AddRange(schema.Items("prefixItems"));
        facts.MinItems = Math.Max(facts.MinItems, Count(schema, "minItems") ?? 0);
        facts.MaxItems = Lower(facts.MaxItems, Count(schema, "maxItems"));
        facts.UniqueItems |= schema.Is("uniqueItems");
    }

    private static void Objects(SchemaFacts facts, JsonElement schema)
    {
        foreach (var property in schema.Members("properties"))
        {
            if (!facts.Properties.TryGetValue(property.Name, out var parts))
            {
                facts.Properties[property.Name] = parts = [];
            }

            parts.Add(property.Value);
        }

        foreach (var name in schema.Items("required").Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!))
        {
            if (!facts.Required.Contains(name, StringComparer.Ordinal))
            {
                facts.Required.Add(name);
            }
        }

        facts.AdditionalProperties ??= schema.Member("additionalProperties");
        facts.MinProperties = Math.Max(facts.MinProperties, Count(schema, "minProperties") ?? 0);
    }

    private static int? Lower(int? one, int? other) => one is { } a && other is { } b ? Math.Min(a, b) : one ?? other;

    private static decimal? Decimal(JsonElement schema, string name) =>
        schema.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out var number) ? number : null;

    private static int? Count(JsonElement schema, string name) =>
        Decimal(schema, name) is { } number && number >= 0 ? (int)Math.Min(number, int.MaxValue) : null;
}
