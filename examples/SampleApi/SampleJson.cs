using System.Text.Json.Serialization;

namespace Workflows.SampleApi;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Pong))]
[JsonSerializable(typeof(Echo))]
[JsonSerializable(typeof(Item))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class SampleJson : JsonSerializerContext;
