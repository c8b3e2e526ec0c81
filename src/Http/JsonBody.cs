using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Workflows.Http;

/// <summary>Reads bodies that are one JSON object of a known form.</summary>
internal static class JsonBody
{
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
            return (null, $"{(exception.Path is { Length: > 100 } path ? path[..100] + "…" : exception.Path)} is not of the kind that is asked for, or not known");
        }
    }
}
