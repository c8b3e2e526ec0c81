using System.Globalization;
using Workflows.Engine.Store;

namespace Workflows.Engine.Worker;

/// <summary>History in words, for the messages about code that no longer matches it.</summary>
internal static class HistoryText
{
    public static string Of(HistoryRow row) => row.Kind.IsIncoming()
        ? string.Create(CultureInfo.InvariantCulture, $"{row.Kind} (what came next)")
        : Of(row.Kind, (int)row.Task, row.Name);

    public static string Of(HistoryKind kind, int task, string? name) => kind switch
    {
        HistoryKind.TaskScheduled => string.Create(CultureInfo.InvariantCulture, $"the call of activity '{name}' (task #{task})"),
        HistoryKind.SubOrchestrationInstanceCreated => string.Create(CultureInfo.InvariantCulture, $"the start of sub-orchestration '{name}' (task #{task})"),
        HistoryKind.TimerCreated => string.Create(CultureInfo.InvariantCulture, $"a timer (task #{task})"),
        HistoryKind.EventSent => string.Create(CultureInfo.InvariantCulture, $"the sending of event '{name}' (task #{task})"),
        HistoryKind.ExecutionCompleted => "the end of the orchestrator",
        HistoryKind.ContinueAsNew => "continue-as-new",
        _ => kind.ToString(),
    };
}
