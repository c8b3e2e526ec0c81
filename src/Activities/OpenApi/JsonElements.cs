using System.Text.Json;

namespace Workflows.Activities.OpenApi;

/// <summary>Reading of documents that may hold anything anywhere: what is not of the expected kind counts as absent.</summary>
internal static class JsonElements
{
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    public static JsonElement? Object(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    public static IEnumerable<JsonProperty> Members(this JsonElement element, string name) =>
        element.Object(name) is { } value ? value.EnumerateObject() : [];

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    /// <summary>Text, or a number as it is spelled.</summary>
    public static string? Text(this JsonElement element, string name) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public static bool? Flag(this JsonElement element, string name) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when text.ValueEquals("true") => true,
        { ValueKind: JsonValueKind.String } text when text.ValueEquals("false") => false,
        _ => null,
    };

    public static bool Is(this JsonElement element, string name) => element.Flag(name) == true;
}
