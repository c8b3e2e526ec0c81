using System.Text.Json;
using System.Text.Json.Serialization;
using Workflows.Activities.Logging;

namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>The JSON of <c>artifacts.json</c>, and of the turns that it is made from.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(RecordedTurn))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>With letters of every language as they are.</summary>
    public static ReportJson Readable { get; } = new(new JsonSerializerOptions(Default.Options) { Encoder = SafeText.JsonEncoder });
}
