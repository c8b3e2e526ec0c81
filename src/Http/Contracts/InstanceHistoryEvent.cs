using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Http.Contracts;

/// <summary>One line of a history, in the words and the spelling of Durable Functions.</summary>
public sealed record InstanceHistoryEvent
{
    /// <summary>Its number.</summary>
    [JsonPropertyName("EventId")]
    public required int EventId { get; init; }

    /// <summary>What happened: ExecutionStarted, TaskScheduled, TaskCompleted …</summary>
    [JsonPropertyName("EventType")]
    public required string EventType { get; init; }

    /// <summary>When.</summary>
    [JsonPropertyName("Timestamp")]
    public required DateTime Timestamp { get; init; }

    /// <summary>The activity, orchestrator or event that it is about.</summary>
    [JsonPropertyName("Name"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>The task that it belongs to.</summary>
    [JsonPropertyName("TaskScheduledId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TaskScheduledId { get; init; }

    /// <summary>What went in.</summary>
    [JsonPropertyName("Input"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Input { get; init; }

    /// <summary>What came out.</summary>
    [JsonPropertyName("Result"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Result { get; init; }

    /// <summary>Message of a failure.</summary>
    [JsonPropertyName("Reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>Type of a failure.</summary>
    [JsonPropertyName("Details"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Details { get; init; }
}
