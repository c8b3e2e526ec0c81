using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Hub;

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
        return Value<TOutput>(await CallAsync(() => session.ScheduleActivity(activity.Name, json), taskOptions?.Retry));
    }

    public override async Task<TOutput> CallSubOrchestratorAsync<TInput, TOutput>(
        OrchestratorDefinition<TInput, TOutput> orchestrator, TInput input, SubOrchestrationOptions? subOptions = null)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        if (subOptions?.InstanceId is { } id)
        {
            Hub.InstanceId.Validate(id);
        }

        var json = Json(input, "The input of sub-orchestration", orchestrator.Name);
        return Value<TOutput>(await CallAsync(() => session.StartChild(orchestrator.Name, subOptions?.InstanceId, json), subOptions?.Retry));
    }

    public override Task CreateTimer(DateTime fireAtUtc, CancellationToken cancellationToken) =>
        // A time without a kind is UTC, as the parameter says; the machine's time zone must not matter.
        session.StartTimer((fireAtUtc.Kind == DateTimeKind.Local ? fireAtUtc.ToUniversalTime() : fireAtUtc).Ticks, cancellationToken);

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventName);
        return Value<T>(await session.WaitForEvent(eventName, cancellationToken));
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var endWait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var raised = WaitForExternalEvent<T>(eventName, endWait.Token);
        if (raised.IsCompleted)
        {
            return await raised;
        }

        using var endTimer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timer = CreateTimer(timeout, endTimer.Token);
        if (await Task.WhenAny(raised, timer) == raised)
        {
            // Not CancelAsync: what it leads to would run on another thread.
            endTimer.Cancel();
            return await raised;
        }

        endWait.Cancel();
        await timer;
        throw new TaskCanceledException($"No event '{eventName}' came within {timeout}.");
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
        var seed = string.Create(CultureInfo.InvariantCulture, $"{InstanceId}/{session.Header.Execution}/{_guids++}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(seed), hash);
        // Version 8 (RFC 9562): built by a rule of its own.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    private async Task<string?> CallAsync(Func<Task<string?>> call, RetryPolicy? policy)
    {
        if (policy is null)
        {
            return await call();
        }

        var begun = CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException failed) when (policy.AllowsAnother(attempt, CurrentUtcDateTime - begun, failed.FailureDetails))
            {
                Logger.Log(LogSeverity.Warning, "Attempt {Attempt} of {Task} failed and is made again in {Delay}: {Reason}",
                    attempt, failed.TaskName, policy.DelayBefore(attempt + 1), failed.FailureDetails.ErrorMessage);
            }

            await CreateTimer(policy.DelayBefore(attempt + 1), CancellationToken.None);
        }
    }

    private string? Json<T>(T value, string what, string name)
    {
        var json = options.Converter.Serialize(value);
        PayloadLimit.Check(json, options.MaxPayloadBytes, what, name);
        return json;
    }

    private T Value<T>(string? json)
    {
        try
        {
            return options.Converter.Deserialize<T>(json)!;
        }
        catch (JsonException failure)
        {
            throw new JsonException($"'{Shortened(json)}' is not a {typeof(T).Name}: {failure.Message}", failure);
        }
    }

    private static string Shortened(string? json) => json is { Length: > 200 } ? json[..200] + "…" : json ?? "null";
}
