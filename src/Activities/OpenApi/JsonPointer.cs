using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Activities.OpenApi;

/// <summary>JSON pointers in the form of URI fragments: <c>#/components/schemas/Pet</c>.</summary>
internal static class JsonPointer
{
    /// <summary>One segment as it stands in a pointer.</summary>
    public static string Escape(string segment) =>
        segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The segments, unescaped; null when it is not a pointer into the document.</summary>
    public static IReadOnlyList<string>? Segments(string pointer)
    {
        if (pointer == "#")
        {
            return [];
        }

        return pointer.StartsWith("#/", StringComparison.Ordinal)
            ? [.. pointer[2..].Split('/').Select(segment => Uri.UnescapeDataString(segment).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]
            : null;
    }

    /// <summary>The node that a pointer names, or null.</summary>
    public static JsonNode? Find(JsonNode root, string pointer)
    {
        JsonNode? node = root;
        foreach (var segment in Segments(pointer) ?? ["\0"])
        {
            node = node switch
            {
                JsonObject item => item[segment],
                JsonArray array when Index(segment) is { } index && index < array.Count => array[index],
                _ => null,
            };
        }

        return node;
    }

    /// <summary>The value that a pointer names, or null.</summary>
    public static JsonElement? Find(JsonElement root, string pointer)
    {
        var value = root;
        foreach (var segment in Segments(pointer) ?? ["\0"])
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(segment, out var member))
            {
                value = member;
            }
            else if (value.ValueKind == JsonValueKind.Array && Index(segment) is { } index && index < value.GetArrayLength())
            {
                value = value[index];
            }
            else
            {
                return null;
            }
        }

        return value;
    }

    private static int? Index(string segment) =>
        int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
