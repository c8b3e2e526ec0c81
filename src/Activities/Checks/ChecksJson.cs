using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Activities.Checks;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(CheckReportDocument))]
internal sealed partial class ChecksJson : JsonSerializerContext;
