using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Worker;

/// <summary>The embedded engine's side of the port.</summary>
internal sealed class EmbeddedOrchestrationContext(OrchestrationSession session, TaskHubOptions options, IReplaySafeLogger logger) : OrchestrationContext
{
    private int _guids;

    public override string Name => session.Header.Name;

    public override string InstanceId => session.Header.Id;

    public override ParentInstance? Parent { get; } =
        session.Header.Parent is { } parent ? new ParentInstance(parent.Name, parent.Id) : null;

    public override DateTime CurrentUtcDateTime => new(session.Now, DateTimeKind.Utc);

    public override bool IsReplaying => session.IsReplaying;

    public override IReplaySafeLogger Logger { get; } = logger;

    public override async Task<TOutput> CallActivityAsync<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> activity, TInput input, TaskOptions? taskOptions = null)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var json = Json(input, "The input of activity", activity.Name);
        return Value<TOutput>(await RetriedCall.RunAsync(this, taskOptions?.Retry, () => session.ScheduleActivity(activity.Name, json)));
    }

    public override async Task<TOutput> CallSubOrchestratorAsync<TInput, TOutput>(
        OrchestratorDefinition<TInput, TOutput> orchestrator, TInput input, SubOrchestrationOptions? subOptions = null)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        if (subOptions?.InstanceId is { } id)
        {
            InstanceIdRule.Validate(id);
        }

        var json = Json(input, "The input of sub-orchestration", orchestrator.Name);
        return Value<TOutput>(await RetriedCall.RunAsync(this, subOptions?.Retry, () => session.StartChild(orchestrator.Name, subOptions?.InstanceId, json)));
    }

    public override Task CreateTimer(DateTime fireAtUtc, CancellationToken cancellationToken) =>
        // A time without a kind is UTC, as the parameter says; the machine's time zone must not matter.
        session.StartTimer((fireAtUtc.Kind == DateTimeKind.Local ? fireAtUtc.ToUniversalTime() : fireAtUtc).Ticks, cancellationToken);

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventName);
        return Value<T>(await session.WaitForEvent(eventName, cancellationToken));
    }

    public override void SendEvent<T>(string instanceId, string eventName, T payload)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(instanceId);
        ArgumentException.ThrowIfNullOrWhiteSpace(eventName);
        session.SendEvent(instanceId, eventName, Json(payload, "The payload of event", eventName));
    }

    public override void SetCustomStatus<T>(T customStatus) =>
        session.SetCustomStatus(Json(customStatus, "The custom status of", InstanceId) ?? "null");

    public override void ContinueAsNew<T>(T newInput, bool preserveUnprocessedEvents = true) =>
        session.ContinueAsNew(Json(newInput, "The new input of", InstanceId), preserveUnprocessedEvents);

    public override Guid NewGuid()
    {
        session.EnsureInside();
        var seed = string.Create(CultureInfo.InvariantCulture, $"{session.IdOfMoment}/{session.Header.Execution}/{_guids++}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(seed), hash);
        // Version 8 (RFC 9562): built by a rule of its own.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    private string? Json<T>(T value, string what, string name)
    {
        var json = options.Converter.Serialize(value);
        PayloadLimit.Check(json, options.MaxPayloadBytes, what, name);
        return json;
    }

    private T Value<T>(string? json) => options.Converter.DeserializeOrTell<T>(json)!;
}
