using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Values;

/// <summary>Values at the limits of a schema and just beyond them. Whether each is what it is meant to be, the caller checks against the whole schema.</summary>
internal sealed class Boundaries(SampleWriter samples, Patterns patterns)
{
    private const int MaxItems = 40;

    public IEnumerable<BoundaryValue> Of(SchemaFacts facts)
    {
        if (facts.Const is not null)
        {
            return [new BoundaryValue("is not the one allowed value", JsonValue.Create("not-the-constant"), false)];
        }

        if (facts.Enum is { } allowed)
        {
            return Enum(allowed);
        }

        return facts.Type switch
        {
            "integer" or "number" => Numbers(facts),
            "string" => Texts(facts),
            "array" => Lists(facts),
            _ => [],
        };
    }

    private static IEnumerable<BoundaryValue> Enum(List<JsonElement> allowed)
    {
        var isText = allowed.All(value => value.ValueKind is JsonValueKind.String or JsonValueKind.Null);
        yield return new BoundaryValue("is none of the allowed values", isText ? JsonValue.Create("not-one-of-them") : JsonValue.Create(987_654), false);
        foreach (var value in allowed.Where(value => value.ValueKind is JsonValueKind.String or JsonValueKind.Number))
        {
            yield return new BoundaryValue($"is {Excerpt.Of(value.ToString(), 40)}", JsonNode.Parse(value.GetRawText()), true);
        }
    }

    private static IEnumerable<BoundaryValue> Numbers(SchemaFacts facts)
    {
        var whole = facts.Type == "integer" && facts.Types?.Contains("number") != true;
        var step = facts.MultipleOf ?? (whole ? 1 : 0.5m);
        if (facts.Minimum is { } least)
        {
            var inside = facts.MinimumIsOut ? NumberSamples.Sum(least, step) : least;
            var outside = facts.MinimumIsOut ? least : NumberSamples.Sum(least, -step);
            yield return new BoundaryValue($"is {inside}, the least allowed", NumberSamples.Node(inside), true);
            yield return new BoundaryValue($"is {outside}, below the minimum", NumberSamples.Node(outside), false);
        }

        if (facts.Maximum is { } most)
        {
            var inside = facts.MaximumIsOut ? NumberSamples.Sum(most, -step) : most;
            var outside = facts.MaximumIsOut ? most : NumberSamples.Sum(most, step);
            yield return new BoundaryValue($"is {inside}, the most allowed", NumberSamples.Node(inside), true);
            yield return new BoundaryValue($"is {outside}, above the maximum", NumberSamples.Node(outside), false);
        }

        if (facts.MultipleOf is { } multiple && facts.Minimum is null && multiple is > 0 and < 1_000_000)
        {
            yield return new BoundaryValue($"is no multiple of {multiple}", NumberSamples.Node(whole ? multiple + 1 : multiple * 1.5m), false);
        }

        if (facts.Format == "int32" && facts.Maximum is null)
        {
            yield return new BoundaryValue("does not fit into 32 bits", JsonValue.Create(2_147_483_648m), false);
        }
    }

    private IEnumerable<BoundaryValue> Texts(SchemaFacts facts)
    {
        if (facts.MinLength > 0)
        {
            foreach (var value in Text(facts, facts.MinLength, $"has {facts.MinLength} characters, the least allowed", true)
                .Concat(Text(facts, facts.MinLength - 1, $"has {facts.MinLength - 1} characters, too few", false)))
            {
                yield return value;
            }
        }

        if (facts.MaxLength is { } most and < TextSamples.MaxLength)
        {
            foreach (var value in Text(facts, most, $"has {most} characters, the most allowed", true)
                .Concat(Text(facts, most + 1, $"has {most + 1} characters, too many", false)))
            {
                yield return value;
            }
        }

        if (facts.Pattern is { } pattern && patterns.IsUsable(pattern))
        {
            foreach (var candidate in (string[])["!", "~~~~", "0", "a", "Z-9_z", "#not matching#"])
            {
                if (!patterns.Matches(pattern, candidate) && candidate.Length >= facts.MinLength && candidate.Length <= (facts.MaxLength ?? int.MaxValue))
                {
                    yield return new BoundaryValue("does not match its pattern", JsonValue.Create(candidate), false);
                    break;
                }
            }
        }
    }

    private IEnumerable<BoundaryValue> Text(SchemaFacts facts, int length, string what, bool isInside)
    {
        var text = facts.Pattern is { } pattern && patterns.IsUsable(pattern) ? patterns.Sample(pattern, length) : TextSamples.OfLength(length);
        return text is not null && text.Length == length && facts.Format is null or "password" ? [new BoundaryValue(what, JsonValue.Create(text), isInside)] : [];
    }

    private IEnumerable<BoundaryValue> Lists(SchemaFacts facts)
    {
        if (facts.PrefixItems.Count > 0)
        {
            yield break;
        }

        if (facts.MinItems is > 0 and < MaxItems && samples.List(facts, facts.MinItems - 1) is { } fewer)
        {
            yield return new BoundaryValue($"has {facts.MinItems - 1} items, too few", fewer, false);
        }

        if (facts.MaxItems is { } most and < MaxItems && samples.List(facts, most) is { } full && samples.List(facts, most + 1) is { } more)
        {
            yield return new BoundaryValue($"has {most} items, the most allowed", full, true);
            yield return new BoundaryValue($"has {most + 1} items, too many", more, false);
        }

        if (facts is { UniqueItems: true } && samples.List(facts, 1) is { Count: 1 } one)
        {
            yield return new BoundaryValue("holds the same item twice", new JsonArray(one[0]?.DeepClone(), one[0]?.DeepClone()), false);
        }
    }
}
