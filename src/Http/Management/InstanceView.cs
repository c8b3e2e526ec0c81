using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Http.Contracts;

namespace Workflows.Http.Management;

/// <summary>Instances in the words of Durable Functions.</summary>
internal static class InstanceView
{
    public static InstanceStatus Status(OrchestrationMetadata instance, bool showInput) => new()
    {
        Name = instance.Name,
        InstanceId = instance.InstanceId,
        RuntimeStatus = instance.RuntimeStatus.ToString(),
        Input = showInput ? JsonText.Element(instance.Input) : null,
        CustomStatus = JsonText.Element(instance.CustomStatus),
        Output = Output(instance),
        CreatedTime = instance.CreatedAt.UtcDateTime,
        LastUpdatedTime = instance.LastUpdatedAt.UtcDateTime,
        FailureDetails = instance.Failure,
    };

    public static IReadOnlyList<InstanceHistoryEvent> History(IReadOnlyList<HistoryEvent> events, bool showPayloads) =>
        [.. events.Select(entry => Event(entry, showPayloads))];

    private static JsonElement? Output(OrchestrationMetadata instance) => instance switch
    {
        { Failure: { } failure } => JsonText.String($"{failure.ErrorType}: {failure.ErrorMessage}"),
        // The reason of a termination is an operator's text, whatever it looks like.
        { RuntimeStatus: OrchestrationRuntimeStatus.Terminated, Output: { } reason } =>
            JsonText.Element(reason) is { ValueKind: JsonValueKind.String } text ? text : JsonText.String(reason),
        _ => JsonText.Element(instance.Output),
    };

    private static InstanceHistoryEvent Event(HistoryEvent entry, bool showPayloads)
    {
        var payload = showPayloads ? JsonText.Element(entry.Payload) : null;
        var isResult = entry.EventType.EndsWith("Completed", StringComparison.Ordinal);
        return new InstanceHistoryEvent
        {
            EventId = entry.Sequence,
            EventType = entry.EventType,
            Timestamp = entry.Timestamp.UtcDateTime,
            Name = entry.Name,
            TaskScheduledId = entry.TaskId,
            Input = isResult ? null : payload,
            Result = isResult ? payload : null,
            Reason = entry.Failure?.ErrorMessage,
            Details = entry.Failure?.ErrorType,
        };
    }
}
