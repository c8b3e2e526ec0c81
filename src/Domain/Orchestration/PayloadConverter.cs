using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Workflows.Domain.Orchestration;

/// <summary>Turns what crosses history into JSON and back, with one set of options for every host.</summary>
public sealed class PayloadConverter
{
    private const int Shown = 200;

    private readonly JsonSerializerOptions _options;

    /// <summary>Uses the given options, which must hold a type resolver for everything that crosses history.</summary>
    public PayloadConverter(JsonSerializerOptions options) => _options = options;

    /// <summary>JSON of a value; null stays null.</summary>
    public string? Serialize<T>(T value) =>
        value is null ? null : JsonSerializer.Serialize(value, (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T)));

    /// <summary>The value of a JSON text; null gives the type's default.</summary>
    /// <exception cref="JsonException">The text does not fit the type.</exception>
    public T? Deserialize<T>(string? json) =>
        json is null ? default : JsonSerializer.Deserialize(json, (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T)));

    /// <summary>The same, but when the text does not fit, the failure shows it: for what an orchestrator receives.</summary>
    /// <exception cref="JsonException">The text does not fit the type; the message begins with the text.</exception>
    public T? DeserializeOrTell<T>(string? json)
    {
        try
        {
            return Deserialize<T>(json);
        }
        catch (JsonException failure)
        {
            var shown = json is { Length: > Shown } ? json[..Shown] + "…" : json;
            throw new JsonException($"'{shown}' is not a {typeof(T).Name}: {failure.Message}", failure);
        }
    }
}
