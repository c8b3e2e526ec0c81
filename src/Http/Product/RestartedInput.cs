using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.ImplementTask;
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
    public static string? Of(Caller caller, OrchestrationMetadata instance) => (caller.Owner is null ? null : Read(instance)) switch
    {
        { Tests: { Delivery: { } delivery } input } => JsonSerializer.Serialize(
            input with { Delivery = By(caller, delivery) }, WorkflowJson.Default.GenerateTestsInput),
        { Task: { } input } => JsonSerializer.Serialize(
            input with { Delivery = By(caller, input.Delivery) }, WorkflowJson.Default.ImplementTaskInput),
        _ => instance.Input,
    };

    /// <summary>Null when the run may be restarted by the caller in his own name, otherwise why not.</summary>
    public static string? Refusal(Caller caller, OrchestrationMetadata instance) =>
        !caller.SeesAll && Read(instance) is { Task.Source.Folder: not null }
            ? $"'{instance.InstanceId}' works on a folder of the host's machine, which only its owner may name: that takes a key of the scope 'admin'."
            : null;

    /// <summary>Null when the run may be restarted just as it was, otherwise why not.</summary>
    public static string? Problem(Caller caller, OrchestrationMetadata instance) =>
        Refusal(caller, instance)
        ?? (caller.Owner is not null && Read(instance) is { Delivery: { } delivery } && !string.Equals(delivery.Rules.Requester, caller.Person, StringComparison.OrdinalIgnoreCase)
            ? $"'{instance.InstanceId}' was asked for by {delivery.Rules.Requester ?? "somebody else"}, and starting it anew just so would be in that name. Use POST /v1/runs/{instance.InstanceId}/restart, which starts it in yours."
            : null);

    private static Delivery By(Caller caller, Delivery delivery) => delivery with { Rules = delivery.Rules with { Requester = caller.Person } };

    private static Inputs? Read(OrchestrationMetadata instance) =>
        instance.Name.Equals(GenerateTestsOrchestrator.Definition.Name, StringComparison.OrdinalIgnoreCase)
            ? new Inputs(RunView.Read(instance.Input, WorkflowJson.Default.GenerateTestsInput), null)
        : ImplementTaskRuns.Is(instance.Name) ? new Inputs(null, RunView.Read(instance.Input, WorkflowJson.Default.ImplementTaskInput))
        : null;

    private sealed record Inputs(GenerateTestsInput? Tests, ImplementTaskInput? Task)
    {
        public Delivery? Delivery => Tests?.Delivery ?? Task?.Delivery;
    }
}
