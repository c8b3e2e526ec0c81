using System.Text.Json;
using Azure.Core.Serialization;

namespace Workflows.Functions.Tests.Fakes;

/// <summary>
/// Durable Functions' converter: a shim over the worker's serializer. It asks for the type that a value has at run time, and gives null
/// for what is missing, whatever was asked for.
/// </summary>
internal sealed class SerializerShim(ObjectSerializer serializer)
{
    public string? Serialize(object? value) => value is null ? null : serializer.Serialize(value, value.GetType()).ToString();

    public object? Deserialize(string? json, Type type)
    {
        if (json is null)
        {
            return null;
        }

        using var stream = BinaryData.FromString(json).ToStream();
        return serializer.Deserialize(stream, type, CancellationToken.None);
    }

    /// <summary>A value as the engine under the fakes carries it.</summary>
    public JsonElement? Element(object? value) => Parse(Serialize(value));

    /// <summary>What the engine carries, as a value; the cast is the real one's, and so is its failure for a null that does not fit.</summary>
    public T Value<T>(JsonElement? element) => (T)Deserialize(Text(element), typeof(T))!;

    public static JsonElement? Parse(string? json) =>
        json is null ? null : JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = 1024 });

    public static string? Text(JsonElement? element) =>
        element is { ValueKind: not JsonValueKind.Undefined } json ? json.GetRawText() : null;
}
