using System.Text.Json.Serialization;
using Workflows.Domain.Forks;

namespace Workflows.Activities.Forks;

/// <summary>JSON of what is stored beside a fork.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ForkOverlay))]
internal sealed partial class ForkJson : JsonSerializerContext;
