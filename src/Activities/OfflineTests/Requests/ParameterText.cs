using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Requests;

/// <summary>Writes the value of a parameter in its style (form, simple, label, matrix, deepObject, delimited).</summary>
internal static class ParameterText
{
    /// <summary>The pairs of a query or a form, not yet encoded.</summary>
    public static IEnumerable<(string Name, string Value)> Pairs(ApiParameter parameter, JsonNode? value)
    {
        if (parameter.IsJson)
        {
            return [(parameter.Name, Json(value))];
        }

        switch (value)
        {
            case JsonArray list when parameter.Explode && parameter.Style == "form":
                return list.Select(item => (parameter.Name, Text(item)));
            case JsonArray list:
                return [(parameter.Name, string.Join(Separator(parameter.Style), list.Select(Text)))];
            case JsonObject item when parameter.Style == "deepObject":
                return Deep(parameter.Name, item);
            case JsonObject item when parameter.Explode:
                return item.Select(member => (member.Key, Text(member.Value)));
            case JsonObject item:
                return [(parameter.Name, string.Join(Separator(parameter.Style), item.SelectMany(member => (string[])[member.Key, Text(member.Value)])))];
            default:
                return [(parameter.Name, Text(value))];
        }
    }

    /// <summary>The encoded text of a path variable.</summary>
    public static string Path(ApiParameter parameter, JsonNode? value)
    {
        var name = Encode(parameter.Name);
        var (prefix, separator) = parameter.Style switch
        {
            "label" => (".", parameter.Explode ? "." : ","),
            "matrix" => (";", parameter.Explode ? ";" : ","),
            _ => ("", ","),
        };
        var matrix = parameter.Style == "matrix";
        return value switch
        {
            _ when parameter.IsJson => Encode(Json(value)),
            JsonArray list when matrix && parameter.Explode => prefix + string.Join(separator, list.Select(item => $"{name}={Encode(Text(item))}")),
            JsonArray list => prefix + (matrix ? name + "=" : "") + string.Join(separator, list.Select(item => Encode(Text(item)))),
            JsonObject item when parameter.Explode => prefix + string.Join(separator, item.Select(member => $"{Encode(member.Key)}={Encode(Text(member.Value))}")),
            JsonObject item => prefix + (matrix ? name + "=" : "") + string.Join(separator, item.Select(member => $"{Encode(member.Key)},{Encode(Text(member.Value))}")),
            _ => prefix + (matrix ? name + "=" : "") + Encode(Text(value)),
        };
    }

    /// <summary>The text of a header or cookie.</summary>
    public static string Plain(ApiParameter parameter, JsonNode? value) => value switch
    {
        _ when parameter.IsJson => Json(value),
        JsonArray list => string.Join(',', list.Select(Text)),
        JsonObject item => string.Join(',', item.Select(member => parameter.Explode ? $"{member.Key}={Text(member.Value)}" : $"{member.Key},{Text(member.Value)}")),
        _ => Text(value),
    };

    public static string Encode(string text) => Uri.EscapeDataString(text);

    /// <summary>A value as it stands in a query: text without quotes, all else as JSON.</summary>
    public static string Text(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => Json(value),
    };

    public static string Json(JsonNode? value) => ApiJson.Element(value).GetRawText();

    private static IEnumerable<(string Name, string Value)> Deep(string name, JsonObject item)
    {
        foreach (var (key, value) in item)
        {
            var inner = $"{name}[{key}]";
            var pairs = value switch
            {
                JsonObject nested => Deep(inner, nested),
                JsonArray list => list.SelectMany((entry, index) => entry is JsonObject nested ? Deep($"{inner}[{index}]", nested) : [($"{inner}[{index}]", Text(entry))]),
                _ => [(inner, Text(value))],
            };
            foreach (var pair in pairs)
            {
                yield return pair;
            }
        }
    }

    private static string Separator(string style) => style switch
    {
        "spaceDelimited" => " ",
        "pipeDelimited" => "|",
        _ => ",",
    };
}
