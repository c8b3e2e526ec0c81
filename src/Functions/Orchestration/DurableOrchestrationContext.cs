using System.Text.Json;
using Microsoft.DurableTask;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using PortFailedException = Workflows.Domain.Orchestration.TaskFailedException;
using PortSubOptions = Workflows.Domain.Orchestration.SubOrchestrationOptions;
using PortTaskOptions = Workflows.Domain.Orchestration.TaskOptions;

namespace Workflows.Functions.Orchestration;

/// <summary>
/// Durable Functions' side of the port. Payloads are turned into JSON here, by the options that every host shares; the engine carries
/// them as they are. It asks for them as nullable elements: for a payload that is missing, it knows no other value.
/// </summary>
internal sealed class DurableOrchestrationContext(TaskOrchestrationContext context, PayloadConverter converter, int maxPayloadBytes) : OrchestrationContext
{
    // Durable Functions stores it in a column of its own that holds no more, and an instance with a longer one would hang.
    private const int MostStatusCharacters = 8 * 1024;

    private readonly ExternalEvents _events = new(context);
    private readonly Timers _timers = new(context);

    public override string Name => context.Name.Name;

    public override string InstanceId => context.InstanceId;

    public override ParentInstance? Parent { get; } =
        context.Parent is { } parent ? new ParentInstance(parent.Name.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => context.CurrentUtcDateTime;

    public override bool IsReplaying => context.IsReplaying;

    public override IReplaySafeLogger Logger { get; } = new ReplaySafeLogger(context);

    public override async Task<TOutput> CallActivityAsync<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> activity, TInput input, PortTaskOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var payload = Payload(input, "The input of activity", activity.Name);
        return Value<TOutput>(await CallAsync(options?.Retry, () => context.CallActivityAsync<JsonElement?>(activity.Name, payload)));
    }

    public override async Task<TOutput> CallSubOrchestratorAsync<TInput, TOutput>(
        OrchestratorDefinition<TInput, TOutput> orchestrator, TInput input, PortSubOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        if (options?.InstanceId is { } chosen)
        {
            InstanceIdRule.Validate(chosen);
        }

        var payload = Payload(input, "The input of sub-orchestration", orchestrator.Name);
        return Value<TOutput>(await CallAsync(options?.Retry, () =>
            context.CallSubOrchestratorAsync<JsonElement?>(
                orchestrator.Name, payload,
                new Microsoft.DurableTask.SubOrchestrationOptions(instanceId: options?.InstanceId ?? ChildId.New(context)))));
    }

    public override Task CreateTimer(DateTime fireAtUtc, CancellationToken cancellationToken) =>
        // A time without a kind is UTC, as the parameter says; the engine would take it for the machine's own.
        _timers.Start(fireAtUtc.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(fireAtUtc, DateTimeKind.Utc) : fireAtUtc, cancellationToken);

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventName);
        return Value<T>(await _events.ReceiveAsync(eventName, cancellationToken));
    }

    public override void SendEvent<T>(string instanceId, string eventName, T payload)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(instanceId);
        ArgumentException.ThrowIfNullOrWhiteSpace(eventName);
        context.SendEvent(instanceId, eventName, Payload(payload, "The payload of event", eventName)!);
    }

    public override void SetCustomStatus<T>(T customStatus)
    {
        var payload = Payload(customStatus, "The custom status of", InstanceId);
        if (payload?.GetRawText() is { Length: > MostStatusCharacters } json)
        {
            throw new PayloadTooLargeException($"The custom status of '{InstanceId}'", json.Length, MostStatusCharacters);
        }

        context.SetCustomStatus(payload);
    }

    public override void ContinueAsNew<T>(T newInput, bool preserveUnprocessedEvents = true)
    {
        var payload = Payload(newInput, "The new input of", InstanceId);
        if (preserveUnprocessedEvents)
        {
            // First what is here, which came before what the engine holds.
            _events.PassOn();
        }

        context.ContinueAsNew(payload, preserveUnprocessedEvents);
    }

    public override Guid NewGuid() => context.NewGuid();

    /// <summary>Called when the orchestrator has returned or thrown: an instance does not end before its timers have.</summary>
    public void End() => _timers.CancelAll();

    private Task<JsonElement?> CallAsync(Domain.Orchestration.RetryPolicy? policy, Func<Task<JsonElement?>> call) =>
        RetriedCall.RunAsync(this, policy, async () =>
        {
            try
            {
                return await call();
            }
            catch (Microsoft.DurableTask.TaskFailedException failed)
            {
                throw new PortFailedException(failed.TaskName, failed.TaskId, Failures.ToPort(failed));
            }
        });

    private JsonElement? Payload<T>(T value, string what, string name)
    {
        var json = converter.Serialize(value);
        PayloadLimit.Check(json, maxPayloadBytes, what, name);
        return json is null ? null : JsonElement.Parse(json);
    }

    private T Value<T>(JsonElement? payload) =>
        converter.DeserializeOrTell<T>(payload is { ValueKind: not JsonValueKind.Undefined } json ? json.GetRawText() : null)!;
}
