using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Activities.Execution.Results;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ResultsDocument))]
[JsonSerializable(typeof(AllureResult))]
internal sealed partial class ResultsJson : JsonSerializerContext;
