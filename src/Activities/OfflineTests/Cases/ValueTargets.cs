using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Activities.OfflineTests.Requests;
using Workflows.Activities.OfflineTests.Values;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>The places of a request that take a value, required ones first.</summary>
internal static class ValueTargets
{
    private const int MaxTargets = 40;

    public static IEnumerable<ValueTarget> Of(OperationCases cases) => Parameters(cases).Concat(Properties(cases)).Take(MaxTargets);

    private static IEnumerable<ValueTarget> Parameters(OperationCases cases) =>
        cases.Operation.Parameters
            .OrderBy(parameter => !parameter.Required)
            .Select(parameter => new ValueTarget(
                $"the {parameter.In} parameter '{Excerpt.Of(parameter.Name, 60)}'",
                parameter.Schema,
                cases.Tools.Schemas.Read(parameter.Schema),
                !parameter.IsJson,
                value => cases.Minimal.With(parameter, value),
                // An empty text or list of an optional parameter is as good as none.
                value => (!parameter.Required && !parameter.IsJson && IsEmpty(value)) || cases.Tools.Conformance.Fits(parameter.Schema, value)));

    private static IEnumerable<ValueTarget> Properties(OperationCases cases)
    {
        if (cases.Media is not { Schema: { } schema } media || cases.Minimal.Body?.Node is not JsonObject body)
        {
            yield break;
        }

        foreach (var target in Properties(cases, media, schema, body, schema, []))
        {
            yield return target;
        }
    }

    private static IEnumerable<ValueTarget> Properties(
        OperationCases cases, ApiMedia media, JsonElement root, JsonObject body, JsonElement schema, IReadOnlyList<string> path)
    {
        var facts = cases.Tools.Schemas.Read(schema);
        foreach (var (name, parts) in facts.Properties.OrderBy(property => !facts.Required.Contains(property.Key, StringComparer.Ordinal)))
        {
            var property = SchemaParts.All(parts);
            var inner = cases.Tools.Schemas.Read(property);
            if (inner.ReadOnly)
            {
                continue;
            }

            IReadOnlyList<string> place = [.. path, name];
            yield return new ValueTarget(
                $"the property '{Excerpt.Of(string.Join('.', place), 80)}'",
                property,
                inner,
                BodyText.IsForm(media),
                value => cases.Minimal.WithBody(Put(body, place, value)),
                value => (BodyText.IsForm(media) && IsEmpty(value)) || cases.Tools.Conformance.Fits(root, Put(body, place, value)));

            // One level further, where the valid body goes there, too.
            if (path.Count == 0 && inner.Type == "object" && body[name] is JsonObject && !BodyText.IsForm(media))
            {
                foreach (var nested in Properties(cases, media, root, body, property, place))
                {
                    yield return nested;
                }
            }
        }
    }

    private static bool IsEmpty(JsonNode? value) => value is JsonArray { Count: 0 } || (value is JsonValue text && text.TryGetValue<string>(out var content) && content.Length == 0);

    private static JsonObject Put(JsonObject body, IReadOnlyList<string> place, JsonNode? value)
    {
        var copy = (JsonObject)body.DeepClone();
        var holder = copy;
        foreach (var step in place.SkipLast(1))
        {
            holder = (JsonObject)holder[step]!;
        }

        holder[place[^1]] = value?.DeepClone();
        return copy;
    }
}
