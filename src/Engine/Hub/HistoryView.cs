using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Serialization;
using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>A line of history as clients see it.</summary>
internal static class HistoryView
{
    public static HistoryEvent Of(HistoryRow row)
    {
        var isFailure = row.Kind is HistoryKind.TaskFailed or HistoryKind.SubOrchestrationInstanceFailed or HistoryKind.ExecutionFailed;
        var at = new DateTimeOffset(row.At, TimeSpan.Zero);
        return new HistoryEvent(
            row.Sequence, row.Kind.ToString(), at, row.Name,
            row.Kind is HistoryKind.EventRaised or HistoryKind.ExecutionStarted || row.Kind.IsEnd() ? null : (int)row.Task,
            isFailure ? null : row.Kind == HistoryKind.TimerCreated ? FireAt(row.Data!) : row.Data,
            isFailure && row.Data is not null ? JsonSerializer.Deserialize(row.Data, WorkflowJson.Default.FailureDetails) : null);
    }

    private static string FireAt(string ticks) =>
        $"\"{new DateTime(long.Parse(ticks, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc):O}\"";
}
