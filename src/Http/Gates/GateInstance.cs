using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.Serialization;

namespace Workflows.Http.Gates;

/// <summary>A gate as the store has it.</summary>
/// <param name="Id">Its instance.</param>
/// <param name="Status">What it shows; null as long as it has not begun.</param>
/// <param name="HasEnded">Whether the instance has ended, by a decision or by an operator.</param>
/// <param name="LastUpdatedAt">When it last changed.</param>
internal sealed record GateInstance(string Id, GateStatus? Status, bool HasEnded, DateTimeOffset LastUpdatedAt)
{
    /// <summary>Whether it waits for a decision.</summary>
    public bool IsOpen => !HasEnded && Status is not { State: not GateState.Open };

    /// <summary>Null when the instance is something else than a gate.</summary>
    public static GateInstance? From(OrchestrationMetadata? instance) =>
        instance is not null && instance.Name.Equals(GateOrchestrator.Definition.Name, StringComparison.OrdinalIgnoreCase)
            ? new GateInstance(instance.InstanceId, Read(instance.CustomStatus), instance.IsEnded, instance.LastUpdatedAt)
            : null;

    private static GateStatus? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, WorkflowJson.Default.GateStatus);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
