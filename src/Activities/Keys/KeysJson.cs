using System.Text.Json.Serialization;

namespace Workflows.Activities.Keys;

/// <summary>The JSON of the file of keys, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ApiKeyFile))]
internal sealed partial class KeysJson : JsonSerializerContext;
