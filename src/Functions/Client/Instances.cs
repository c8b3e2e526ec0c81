using System.Text.Json;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;
using Workflows.Functions.Orchestration;
using EngineMetadata = Microsoft.DurableTask.Client.OrchestrationMetadata;
using PortMetadata = Workflows.Domain.Client.OrchestrationMetadata;
using PortStatus = Workflows.Domain.Client.OrchestrationRuntimeStatus;

namespace Workflows.Functions.Client;

/// <summary>Instances as the port shows them.</summary>
internal static class Instances
{
    public static PortMetadata ToPort(EngineMetadata found)
    {
        var status = Statuses.ToPort(found.RuntimeStatus);
        return new PortMetadata
        {
            InstanceId = found.InstanceId,
            Name = found.Name,
            RuntimeStatus = status,
            CreatedAt = found.CreatedAt.ToUniversalTime(),
            LastUpdatedAt = found.LastUpdatedAt.ToUniversalTime(),
            ParentInstanceId = ChildId.ParentOf(found.InstanceId) ?? (found.Name == GateOrchestrator.Definition.Name ? GateInput.RunOf(found.InstanceId) : null),
            Input = found.SerializedInput,
            // While an instance lives, the column holds why it was suspended or resumed; for a failed one, why it failed.
            Output = status is PortStatus.Completed or PortStatus.Terminated ? found.SerializedOutput : null,
            CustomStatus = found.SerializedCustomStatus is "null" ? null : found.SerializedCustomStatus,
            Failure = status == PortStatus.Failed ? Failure(found) : null,
        };
    }

    // Azure Storage keeps no details of a failure, but a line of text in the place of the output.
    private static FailureDetails Failure(EngineMetadata found) => found.FailureDetails is { } details
        ? Failures.ToPort(details)
        : Failures.FromText(Text(found.SerializedOutput) ?? "The instance failed; its payloads were not asked for, or the task hub does not say why.");

    private static string? Text(string? output)
    {
        if (string.IsNullOrWhiteSpace(output))
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(output) is { ValueKind: JsonValueKind.String } text ? text.GetString() : output;
        }
        catch (JsonException)
        {
            return output;
        }
    }
}
