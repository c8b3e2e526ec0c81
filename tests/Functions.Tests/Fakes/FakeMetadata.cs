using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PortMetadata = Workflows.Domain.Client.OrchestrationMetadata;
using PortStatus = Workflows.Domain.Client.OrchestrationRuntimeStatus;

namespace Workflows.Functions.Tests.Fakes;

/// <summary>
/// Instances as a client on Azure Storage sees them: no parent, no failure but a line of text in the place of the output, where the
/// reason of a pause stands, too.
/// </summary>
internal static class FakeMetadata
{
    public static OrchestrationMetadata Of(PortMetadata instance, string? reason, bool payloads) => new(instance.Name, instance.InstanceId)
    {
        RuntimeStatus = Status(instance.RuntimeStatus),
        CreatedAt = instance.CreatedAt,
        LastUpdatedAt = instance.LastUpdatedAt,
        SerializedInput = payloads ? instance.Input : null,
        SerializedOutput = !payloads ? null : instance.Failure is { } failure
            ? Line(RecordedFailure.Read(failure))
            : instance.IsEnded ? instance.Output : reason,
        SerializedCustomStatus = payloads ? instance.CustomStatus ?? "null" : null,
    };

    private static string Line(TaskFailureDetails failure) => $"{failure.ErrorType}: {failure.ErrorMessage}";

    public static OrchestrationRuntimeStatus Status(PortStatus status) => Enum.Parse<OrchestrationRuntimeStatus>(status.ToString());

    public static PortStatus Status(OrchestrationRuntimeStatus status) => Enum.Parse<PortStatus>(status.ToString());
}
