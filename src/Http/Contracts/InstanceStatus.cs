using System.Text.Json;
using System.Text.Json.Serialization;
using Workflows.Domain.Orchestration;

namespace Workflows.Http.Contracts;

/// <summary>The status of an instance as Durable Functions tells it.</summary>
public sealed record InstanceStatus
{
    /// <summary>Name of the orchestrator.</summary>
    public required string Name { get; init; }

    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Pending, Running, Suspended, Completed, Failed, Terminated or ContinuedAsNew.</summary>
    public required string RuntimeStatus { get; init; }

    /// <summary>What it was started with.</summary>
    public JsonElement? Input { get; init; }

    /// <summary>What it tells of itself.</summary>
    public JsonElement? CustomStatus { get; init; }

    /// <summary>Its result; of a failed one the error as a string, of a terminated one the reason.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTime CreatedTime { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTime LastUpdatedTime { get; init; }

    /// <summary>Why it failed, with stack and causes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FailureDetails? FailureDetails { get; init; }

    /// <summary>Its history, when it was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<InstanceHistoryEvent>? HistoryEvents { get; init; }
}
