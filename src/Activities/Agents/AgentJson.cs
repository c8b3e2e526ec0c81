using System.Text.Json.Serialization;

namespace Workflows.Activities.Agents;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TurnRecord))]
internal sealed partial class AgentJson : JsonSerializerContext;
