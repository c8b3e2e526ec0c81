using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Serialization;
using Workflows.Http.Access;

namespace Workflows.Http.Product;

/// <summary>
/// The input of a run that is started again: whoever starts it is now the one who asked for it, so that nobody approves what he has started
/// himself by starting it in another's name.
/// </summary>
internal static class RestartedInput
{
    /// <summary>The input for a new run.</summary>
    public static string? Of(Caller caller, OrchestrationMetadata instance) => Delivered(caller, instance) is not { } input
        ? instance.Input
        : JsonSerializer.Serialize(
            input with { Delivery = input.Delivery! with { Rules = input.Delivery.Rules with { Requester = caller.Person } } }, WorkflowJson.Default.GenerateTestsInput);

    /// <summary>Null when the run may be restarted just as it was, otherwise why not.</summary>
    public static string? Problem(Caller caller, OrchestrationMetadata instance) =>
        Delivered(caller, instance) is { } input && !string.Equals(input.Delivery!.Rules.Requester, caller.Person, StringComparison.OrdinalIgnoreCase)
            ? $"'{instance.InstanceId}' was asked for by {input.Delivery.Rules.Requester ?? "somebody else"}, and starting it anew just so would be in that name. Use POST /v1/runs/{instance.InstanceId}/restart, which starts it in yours."
            : null;

    private static GenerateTestsInput? Delivered(Caller caller, OrchestrationMetadata instance)
    {
        if (caller.Owner is null || instance.Input is not { } json || !instance.Name.Equals(GenerateTestsOrchestrator.Definition.Name, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(json, WorkflowJson.Default.GenerateTestsInput) is { Delivery: not null } input ? input : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
