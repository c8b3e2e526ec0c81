using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>A word as the API writes it: <c>turnLimit</c>. Whoever reads takes any case, as older files begin with a capital.</summary>
internal sealed class CamelWord<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase) where T : struct, Enum;
