using System.Text.Json.Serialization;
using Workflows.Domain.Agents;
using Workflows.Domain.Gates;

namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>The JSON of <c>artifacts.json</c>, and of the turns that it is made from.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(CamelWord<AgentEnd>), typeof(CamelWord<AgentFailureKind>), typeof(CamelWord<GateDecisionKind>)])]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(RecordedTurn))]
internal sealed partial class ReportJson : JsonSerializerContext;
