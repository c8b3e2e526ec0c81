using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Values;

/// <summary>Makes a value that a schema allows: its examples, default and enum first, then one that is put together from its limits.</summary>
internal sealed class SampleWriter(SchemaReader schemas, Conformance conformance, Patterns patterns)
{
    private const int MaxDepth = 8;
    private const int FullDepth = 2;
    private const int MaxOptional = 30;
    private const int MaxAlternatives = 12;
    private const int MaxValues = 3_000;
    private int _values;

    /// <summary>A value, or null when none was found.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="full">With everything that is optional, or only with what is required.</param>
    public Sample? Write(JsonElement schema, bool full)
    {
        _values = 0;
        return Write(schema, full, 0);
    }

    /// <summary>A list of so many items, different ones where they must be; null when no item could be made.</summary>
    public JsonArray? List(SchemaFacts facts, int count)
    {
        _values = 0;
        return Items(facts, count, false, 0);
    }

    private Sample? Write(JsonElement schema, bool full, int depth)
    {
        if (depth > MaxDepth || ++_values > MaxValues || schema.ValueKind == JsonValueKind.False)
        {
            return null;
        }

        foreach (var candidate in Candidates([schema], full, depth))
        {
            if (conformance.Fits(schema, candidate.Node))
            {
                return candidate;
            }
        }

        return null;
    }

    private IEnumerable<Sample> Candidates(JsonElement[] parts, bool full, int depth)
    {
        var facts = schemas.Read(parts);
        if (facts.Const is { } constant)
        {
            yield return Of(constant);
            yield break;
        }

        // Examples of objects show everything at once; where only the required is wanted they come last.
        var examples = facts.Examples.Where(example => example.ValueKind != JsonValueKind.Null).ToList();
        var isObject = facts.Type == "object";
        foreach (var example in examples.Where(_ => !isObject))
        {
            yield return Of(example);
        }

        foreach (var value in (facts.Enum ?? []).OrderBy(value => value.ValueKind == JsonValueKind.Null))
        {
            yield return Of(value);
        }

        if (facts.Enum is null && facts.Choices.Count == 0)
        {
            foreach (var built in Built(facts, full, depth))
            {
                yield return built;
            }
        }
        else if (depth < MaxDepth)
        {
            foreach (var chosen in Chosen(parts, facts, full, depth))
            {
                yield return chosen;
            }
        }

        foreach (var example in examples.Where(_ => isObject))
        {
            yield return Of(example);
        }

        if (facts.Types?.Contains("null") == true)
        {
            yield return new Sample(null);
        }
    }

    private IEnumerable<Sample> Chosen(JsonElement[] parts, SchemaFacts facts, bool full, int depth)
    {
        // Of the last group every alternative is tried, of the others the first.
        if (facts.Choices.Count == 0)
        {
            yield break;
        }

        var others = facts.Choices.SkipLast(1).Select(group => group[0]);
        foreach (var alternative in facts.Choices[^1].Take(MaxAlternatives))
        {
            var merged = schemas.Read([.. parts, .. others, alternative]);
            merged.Choices.RemoveAll(group => facts.Choices.Any(known => known.Count == group.Count && JsonElement.DeepEquals(known[0], group[0])));
            Discriminate(merged, facts.Discriminator, alternative);
            var nested = merged.Choices.Count > 0 ? [.. parts, .. others, alternative, merged.Choices[0][0]] : Array.Empty<JsonElement>();
            foreach (var built in merged.Const is { } constant ? [Of(constant)] : merged.Enum is { Count: > 0 } values ? [Of(values[0])] : Built(merged, full, depth + 1))
            {
                yield return built;
            }

            foreach (var built in nested.Length > 0 ? Built(schemas.Read(nested), full, depth + 1) : [])
            {
                yield return built;
            }
        }
    }

    private void Discriminate(SchemaFacts merged, (string Property, IReadOnlyDictionary<string, string> Mapping)? discriminator, JsonElement alternative)
    {
        if (discriminator is not var (property, mapping) || References.Target(alternative) is not { } pointer)
        {
            return;
        }

        // Where the alternative itself says what stands there, it knows best.
        if (merged.Properties.TryGetValue(property, out var described) && schemas.Read([.. described]) is { Enum: not null } or { Const: not null })
        {
            return;
        }

        var name = pointer[(pointer.LastIndexOf('/') + 1)..];
        var value = mapping.TryGetValue(pointer, out var mapped) || mapping.TryGetValue(name, out mapped) ? mapped : name;
        var constant = ApiJson.Element(new JsonObject { ["const"] = value });
        merged.Properties[property] = [constant, .. described ?? []];
        if (!merged.Required.Contains(property, StringComparer.Ordinal))
        {
            merged.Required.Add(property);
        }
    }

    private IEnumerable<Sample> Built(SchemaFacts facts, bool full, int depth) => facts.Type switch
    {
        "object" => Object(facts, full, depth) is { } item ? [item] : [],
        "array" => List(facts, full, depth) is { } list ? [list] : [],
        "integer" or "number" => NumberSamples.Of(facts, facts.Type == "integer" && facts.Types?.Contains("number") != true).Take(24).Select(number => new Sample(NumberSamples.Node(number))),
        "boolean" => [new Sample(JsonValue.Create(true)), new Sample(JsonValue.Create(false))],
        "null" => [new Sample(null)],
        "string" => Texts(facts),
        _ => facts.Types is null ? Texts(facts).Append(new Sample(new JsonObject())) : [],
    };

    private IEnumerable<Sample> Texts(SchemaFacts facts)
    {
        if (facts.Pattern is { } pattern && patterns.Sample(pattern, facts.MinLength) is { } matching)
        {
            yield return new Sample(JsonValue.Create(matching));
        }

        if (TextSamples.OfFormat(facts.Format) is { } formatted)
        {
            yield return new Sample(JsonValue.Create(formatted));
        }

        if (TextSamples.OfLength(Math.Max(facts.MinLength, Math.Min(6, facts.MaxLength ?? 6))) is { } text)
        {
            yield return new Sample(JsonValue.Create(text));
        }
    }

    private Sample? List(SchemaFacts facts, bool full, int depth)
    {
        var count = Math.Max(facts.MinItems, facts.PrefixItems.Count > 0 ? facts.PrefixItems.Count : facts.MaxItems == 0 ? 0 : 1);
        if (count > 50)
        {
            return null;
        }

        return Items(facts, count, full, depth) is { } list ? new Sample(list)
            : facts.MinItems == 0 ? new Sample(new JsonArray())
            : null;
    }

    private JsonArray? Items(SchemaFacts facts, int count, bool full, int depth)
    {
        var list = new JsonArray();
        for (var i = 0; i < count; i++)
        {
            var schema = i < facts.PrefixItems.Count ? facts.PrefixItems[i] : facts.Items ?? ParameterReader.AnyText;
            if (Write(schema, full, depth + 1) is not { } item)
            {
                return null;
            }

            list.Add(facts.UniqueItems && i > 0 ? Different(item, schema, i) : item.Copy());
        }

        return list;
    }

    private JsonNode? Different(Sample item, JsonElement schema, int index)
    {
        var facts = schemas.Read(schema);
        if (facts.Enum is { } values && index < values.Count)
        {
            return Of(values[index]).Node;
        }

        if (facts.Pattern is { } pattern && patterns.Samples(pattern, facts.MinLength, index + 1) is var several && index < several.Count)
        {
            return JsonValue.Create(several[index]);
        }

        return item.Node switch
        {
            JsonValue number when number.TryGetValue<decimal>(out var value) => NumberSamples.Node(NumberSamples.Sum(value, index * (facts.MultipleOf ?? 1))),
            JsonValue text when facts.Format is null && facts.Pattern is null && text.TryGetValue<string>(out var value) => JsonValue.Create(value + index),
            _ => item.Copy(),
        };
    }

    private Sample? Object(SchemaFacts facts, bool full, int depth)
    {
        var result = new JsonObject();
        var optional = 0;
        foreach (var (name, parts) in facts.Properties)
        {
            var required = facts.Required.Contains(name, StringComparer.Ordinal);
            if ((!required && (!full || depth >= FullDepth || ++optional > MaxOptional)) || schemas.Read([.. parts]).ReadOnly)
            {
                continue;
            }

            var value = Write(SchemaParts.All(parts), full, depth + 1);
            if (value is not null)
            {
                result[name] = value.Copy();
            }
            else if (required)
            {
                return null;
            }
        }

        foreach (var name in facts.Required.Where(name => !facts.Properties.ContainsKey(name)))
        {
            result[name] = (facts.AdditionalProperties is { ValueKind: JsonValueKind.Object } additional ? Write(additional, full, depth + 1)?.Copy() : null) ?? JsonValue.Create("sample");
        }

        for (var i = 1; result.Count < facts.MinProperties && i <= 10; i++)
        {
            Fill(result, facts, depth, i);
        }

        return new Sample(result);
    }

    private void Fill(JsonObject result, SchemaFacts facts, int depth, int number)
    {
        var next = facts.Properties.FirstOrDefault(property => !result.ContainsKey(property.Key) && !schemas.Read([.. property.Value]).ReadOnly);
        var name = next.Key ?? $"property{number}";
        var schema = next.Key is not null ? SchemaParts.All(next.Value)
            : facts.AdditionalProperties is { ValueKind: JsonValueKind.Object } additional ? additional
            : ParameterReader.AnyText;
        if (Write(schema, false, depth + 1) is { } value)
        {
            result[name] = value.Copy();
        }
    }

    private static Sample Of(JsonElement value) => new(JsonNode.Parse(value.GetRawText(), documentOptions: new JsonDocumentOptions { MaxDepth = 1000 }));
}
