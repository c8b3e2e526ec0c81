using System.Text.Json;

namespace Workflows.Activities.OfflineTests.Emitted;

/// <summary>
/// Holds a JSON value against a schema of OpenAPI 3. Of <c>oneOf</c> one or more alternatives may fit: documents often say it where they mean <c>anyOf</c>.
/// </summary>
internal sealed class SchemaCheck(Func<string, JsonElement?> find, Func<string, string, bool> matches, string hidden, int maxSteps)
{
    private const int MaxProblems = 10;
    private const int MaxDepth = 64;

    /// <summary>How many comparisons were made so far; an object serves one value, as they are bounded.</summary>
    public int Steps { get; private set; }

    /// <summary>What does not fit, with its place; empty when everything does.</summary>
    public List<string> Problems(JsonElement schema, JsonElement value)
    {
        var problems = new List<string>();
        Check(schema, value, "$", 0, problems);
        return problems;
    }

    private void Check(JsonElement schema, JsonElement value, string path, int depth, List<string> problems)
    {
        if (schema.ValueKind == JsonValueKind.False)
        {
            problems.Add($"{path}: not allowed");
        }

        // Parts that consist of parts that consist of parts would otherwise be looked at for ever.
        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth || ++Steps > maxSteps || problems.Count >= MaxProblems)
        {
            return;
        }

        if (value.ValueKind == JsonValueKind.Null && Get(schema, "nullable") is { ValueKind: JsonValueKind.True })
        {
            return;
        }

        if (Get(schema, "$ref") is { ValueKind: JsonValueKind.String } reference && find(reference.GetString()!) is { } target)
        {
            Check(target, value, path, depth + 1, problems);
        }

        if (!HasType(schema, value))
        {
            problems.Add($"{path}: expected {Get(schema, "type")}, got {Kind(value)}");
            return;
        }

        Values(schema, value, path, problems);
        Combined(schema, value, path, depth, problems);
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                Text(schema, value.GetString()!, path, problems);
                break;
            case JsonValueKind.Number:
                Number(schema, value, path, problems);
                break;
            case JsonValueKind.Array:
                Array(schema, value, path, depth, problems);
                break;
            case JsonValueKind.Object:
                Object(schema, value, path, depth, problems);
                break;
        }
    }

    private static void Values(JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        if (Get(schema, "enum") is { ValueKind: JsonValueKind.Array } allowed && !allowed.EnumerateArray().Any(item => JsonElement.DeepEquals(item, value)))
        {
            problems.Add($"{path}: {Short(value)} is none of {Short(allowed)}");
        }

        if (Get(schema, "const") is { } constant && !JsonElement.DeepEquals(constant, value))
        {
            problems.Add($"{path}: {Short(value)} is not {Short(constant)}");
        }
    }

    private void Combined(JsonElement schema, JsonElement value, string path, int depth, List<string> problems)
    {
        foreach (var part in Items(schema, "allOf"))
        {
            Check(part, value, path, depth + 1, problems);
        }

        foreach (var keyword in new[] { "oneOf", "anyOf" })
        {
            var alternatives = Items(schema, keyword);
            if (alternatives.Count > 0 && !alternatives.Any(alternative => Fits(alternative, value, depth)))
            {
                problems.Add($"{path}: fits none of the {alternatives.Count} alternatives ({keyword})");
            }
        }

        if (Get(schema, "not") is { } not && Fits(not, value, depth))
        {
            problems.Add($"{path}: is what it must not be");
        }
    }

    private bool Fits(JsonElement schema, JsonElement value, int depth)
    {
        var problems = new List<string>();
        Check(schema, value, "", depth + 1, problems);
        return problems.Count == 0;
    }

    private void Text(JsonElement schema, string text, string path, List<string> problems)
    {
        var length = text.EnumerateRunes().Count();
        if (Decimal(schema, "minLength") is { } least && length < least)
        {
            problems.Add($"{path}: {length} characters, at least {least} expected");
        }

        if (Decimal(schema, "maxLength") is { } most && length > most)
        {
            problems.Add($"{path}: {length} characters, at most {most} expected");
        }

        if (Get(schema, "pattern") is { ValueKind: JsonValueKind.String } pattern && !matches(pattern.GetString()!, text))
        {
            problems.Add($"{path}: does not match {pattern.GetString()}");
        }

        var format = Get(schema, "format") is { ValueKind: JsonValueKind.String } name ? name.GetString() : null;
        var fits = format switch
        {
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
            "date-time" => text.Length > 10 && text[10] is 'T' or 't' or ' ' && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _),
            "uuid" => Guid.TryParseExact(text, "D", out _),
            _ => true,
        };
        if (!fits)
        {
            problems.Add($"{path}: is no {format}");
        }
    }

    private static void Number(JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        if (!value.TryGetDecimal(out var number))
        {
            return;
        }

        var least = Decimal(schema, "minimum");
        var most = Decimal(schema, "maximum");
        // OpenAPI 3.0 says exclusiveMinimum: true beside minimum, 3.1 gives the number itself.
        var above = Decimal(schema, "exclusiveMinimum") ?? (Get(schema, "exclusiveMinimum") is { ValueKind: JsonValueKind.True } ? least : null);
        var below = Decimal(schema, "exclusiveMaximum") ?? (Get(schema, "exclusiveMaximum") is { ValueKind: JsonValueKind.True } ? most : null);
        if (number < least || number > most || number <= above || number >= below)
        {
            problems.Add($"{path}: {number} is out of range");
        }

        if (Decimal(schema, "multipleOf") is { } step && step > 0 && number % step != 0)
        {
            problems.Add($"{path}: {number} is no multiple of {step}");
        }

        if (Get(schema, "format") is { ValueKind: JsonValueKind.String } format && format.ValueEquals("int32") && number is < int.MinValue or > int.MaxValue)
        {
            problems.Add($"{path}: {number} does not fit into 32 bits");
        }
    }

    private void Array(JsonElement schema, JsonElement value, string path, int depth, List<string> problems)
    {
        var count = value.GetArrayLength();
        if (Decimal(schema, "minItems") is { } least && count < least)
        {
            problems.Add($"{path}: {count} items, at least {least} expected");
        }

        if (Decimal(schema, "maxItems") is { } most && count > most)
        {
            problems.Add($"{path}: {count} items, at most {most} expected");
        }

        var items = value.EnumerateArray().ToList();
        if (Get(schema, "uniqueItems") is { ValueKind: JsonValueKind.True } && items.Where((item, i) => items.Take(i).Any(other => JsonElement.DeepEquals(item, other))).Any())
        {
            problems.Add($"{path}: holds the same item twice");
        }

        var first = Items(schema, "prefixItems");
        for (var i = 0; i < items.Count; i++)
        {
            if (i < first.Count)
            {
                Check(first[i], items[i], $"{path}[{i}]", depth + 1, problems);
            }
            else if (Get(schema, "items") is { } item)
            {
                Check(item, items[i], $"{path}[{i}]", depth + 1, problems);
            }
        }
    }

    private void Object(JsonElement schema, JsonElement value, string path, int depth, List<string> problems)
    {
        var properties = Get(schema, "properties") ?? default;
        foreach (var name in Items(schema, "required").Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!))
        {
            if (!value.TryGetProperty(name, out _) && !(Get(properties, name) is { } property && IsHidden(property)))
            {
                problems.Add($"{path}: the required property '{name}' is missing");
            }
        }

        var count = value.EnumerateObject().Count();
        if (count < Decimal(schema, "minProperties") || count > Decimal(schema, "maxProperties"))
        {
            problems.Add($"{path}: {count} properties are too few or too many");
        }

        foreach (var member in value.EnumerateObject())
        {
            if (Get(properties, member.Name) is { } property)
            {
                Check(property, member.Value, $"{path}.{member.Name}", depth + 1, problems);
            }
            else if (Get(schema, "additionalProperties") is { } additional && Get(schema, "patternProperties") is null)
            {
                Check(additional, member.Value, $"{path}.{member.Name}", depth + 1, problems);
            }
        }
    }

    private bool IsHidden(JsonElement property)
    {
        for (var hops = 0; hops < MaxDepth && Get(property, "$ref") is { ValueKind: JsonValueKind.String } reference && find(reference.GetString()!) is { } target; hops++)
        {
            property = target;
        }

        return Get(property, hidden) is { ValueKind: JsonValueKind.True };
    }

    private static bool HasType(JsonElement schema, JsonElement value) => Get(schema, "type") switch
    {
        { ValueKind: JsonValueKind.String } type => IsOf(type.GetString()!, value),
        { ValueKind: JsonValueKind.Array } types => types.EnumerateArray().Any(type => type.ValueKind == JsonValueKind.String && IsOf(type.GetString()!, value)),
        _ => true,
    };

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && (!value.TryGetDecimal(out var number) || decimal.Truncate(number) == number),
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => true,
    };

    private static string Kind(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "boolean" : value.ValueKind.ToString().ToLowerInvariant();

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 80 } text ? text[..80] + "..." : value.GetRawText();

    private static decimal? Decimal(JsonElement schema, string name) =>
        Get(schema, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out var number) ? number : null;

    private static JsonElement? Get(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static List<JsonElement> Items(JsonElement schema, string name) =>
        Get(schema, name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray().ToList() : [];
}
