using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Workflows.Http;

/// <summary>Reads bodies that are one JSON object of a known form.</summary>
internal static class JsonBody
{
    private const int MostShown = 100;

    /// <summary>The value, or what is wrong with the body.</summary>
    public static (T? Value, string? Problem) Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type) where T : class
    {
        if (JsonText.Problem(json) is { } problem)
        {
            return (null, problem);
        }

        try
        {
            return (JsonSerializer.Deserialize(JsonText.WithoutByteOrderMark(json), type), "it is null");
        }
        catch (JsonException exception)
        {
            return (null, Problem(exception.Path ?? "$", type));
        }
    }

    // A member of the body itself is told by its name, and whether there is one of that name; of what lies deeper, where it stands.
    private static string Problem(string path, JsonTypeInfo type)
    {
        var place = Shown(path);
        if (path == "$")
        {
            return "it is no JSON object";
        }

        if (MemberOf(path) is not { } member)
        {
            return $"{place} is not of the kind that is asked for, or not known";
        }

        var names = type.Properties.Select(property => property.Name).ToList();
        return names.Contains(member, StringComparer.OrdinalIgnoreCase)
            ? $"{place} is not of the kind that is asked for"
            : $"'{Shown(member)}' is not known{(NearestName.Of(member, names) is { } near ? $", perhaps '{near}' was meant" : "")}";
    }

    // $.from: from; $['a b']: a b; null for what lies deeper.
    private static string? MemberOf(string path) =>
        path.StartsWith("$['", StringComparison.Ordinal) && path.IndexOf("']", StringComparison.Ordinal) == path.Length - 2 ? path[3..^2]
        : path.StartsWith("$.", StringComparison.Ordinal) && path.AsSpan(2).IndexOfAny('.', '[') < 0 ? path[2..]
        : null;

    private static string Shown(string text) => text.Length > MostShown ? text[..MostShown] + "…" : text;
}
