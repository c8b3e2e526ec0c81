using System.Collections.Concurrent;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Workflows.Domain.Client;
using EngineMetadata = Microsoft.DurableTask.Client.OrchestrationMetadata;
using EngineQuery = Microsoft.DurableTask.Client.OrchestrationQuery;
using HistoryEvent = DurableTask.Core.History.HistoryEvent;
using PortMetadata = Workflows.Domain.Client.OrchestrationMetadata;

namespace Workflows.Functions.Tests.Fakes;

/// <summary>
/// A client that behaves as that of Durable Functions on Azure Storage, over the client of the embedded engine. What differs is as it is
/// there: what is refused and how, what metadata lack, the order of lists, what is not recursive.
/// </summary>
internal sealed class FakeDurableTaskClient(OrchestrationClient engine, SerializerShim json, ConcurrentDictionary<string, string?>? reasons = null) : DurableTaskClient("fake")
{
    private readonly ConcurrentDictionary<string, string?> _reasons = reasons ?? new(StringComparer.Ordinal);
    private readonly PurgedChildren _left = new(engine);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        var id = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        if (id.StartsWith('@'))
        {
            throw new ArgumentException("An id that begins with '@' is an entity's.", nameof(options));
        }

        var keepsEnded = options?.DedupeStatuses?.Contains(nameof(Microsoft.DurableTask.Client.OrchestrationRuntimeStatus.Completed)) ?? false;
        if (keepsEnded && _left.Find(id) is not null)
        {
            throw new OrchestrationAlreadyExistsException($"There is an instance '{id}'.");
        }

        _left.Remove(id);
        var started = await engine.ScheduleNewInstanceAsync(
            orchestratorName.Name, json.Serialize(input),
            new StartOptions { InstanceId = id, StartAt = options?.StartAt, Reuse = keepsEnded ? InstanceIdReuse.KeepExisting : InstanceIdReuse.ReplaceEnded },
            cancellation);
        _reasons.TryRemove(id, out _);
        return started.Status switch
        {
            StartStatus.Started => id,
            StartStatus.AlreadyExists => throw new OrchestrationAlreadyExistsException($"There is an instance '{id}'."),
            _ => throw new HostRefusedException($"The function '{orchestratorName}' doesn't exist."),
        };
    }

    public override async Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        Expect(await engine.RaiseEventAsync(instanceId, eventName, json.Serialize(eventPayload), cancellation), instanceId);

    public override async Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        Expect(await engine.TerminateAsync(instanceId, (string?)options?.Output, recursive: false, cancellation), instanceId);

    public override async Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        if ((await LiveAsync(instanceId, cancellation)).RuntimeStatus == Domain.Client.OrchestrationRuntimeStatus.Suspended)
        {
            throw new HostRefusedException($"'{instanceId}' is suspended already.");
        }

        Expect(await engine.SuspendAsync(instanceId, reason, recursive: false, cancellation), instanceId);
        _reasons[instanceId] = reason;
    }

    public override async Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        if ((await LiveAsync(instanceId, cancellation)).RuntimeStatus != Domain.Client.OrchestrationRuntimeStatus.Suspended)
        {
            throw new HostRefusedException($"'{instanceId}' is not suspended.");
        }

        Expect(await engine.ResumeAsync(instanceId, reason, cancellation), instanceId);
        _reasons[instanceId] = reason;
    }

    public override async Task<EngineMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        await FindAsync(instanceId, cancellation) is { } found ? Metadata(found, getInputsAndOutputs) : null;

    public override AsyncPageable<EngineMetadata> GetAllInstancesAsync(EngineQuery? filter = null)
    {
        var query = filter ?? new EngineQuery();
        return new FakePages<EngineMetadata>(async () =>
        {
            var all = (await PurgedChildren.AllAsync(engine, CancellationToken.None)).Concat(_left.All);
            return
            [
                .. all.Where(instance => Passes(query, instance))
                    .OrderBy(instance => instance.InstanceId, StringComparer.Ordinal)
                    .Select(instance => Metadata(instance, query.FetchInputsAndOutputs)),
            ];
        }, query.PageSize);
    }

    public override Task<EngineMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException("The adapters do not wait for a start.");

    public override async Task<EngineMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        _left.Find(instanceId) is { } left
            ? Metadata(left.Instance, getInputsAndOutputs)
            : await engine.WaitForCompletionAsync(instanceId, cancellation) is { } ended
                ? Metadata(ended, getInputsAndOutputs)
                : throw new HostRefusedException("Object reference not set to an instance of an object.");

    public override async Task<PurgeResult> PurgeInstanceAsync(string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        if (_left.Remove(instanceId))
        {
            return new PurgeResult(1);
        }

        switch (await engine.GetInstanceAsync(instanceId, fetchPayloads: false, cancellation))
        {
            case null:
                return new PurgeResult(0);
            case { IsEnded: false }:
                throw new InvalidOperationException($"'{instanceId}' runs, and Azure Storage would delete it all the same. Look before you purge.");
            default:
                await _left.PurgeAsync(instanceId, cancellation);
                return new PurgeResult(1);
        }
    }

    public override async Task<string> RestartAsync(string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        if (_left.Find(instanceId) is { } left)
        {
            return await ScheduleNewOrchestrationInstanceAsync(
                left.Instance.Name, SerializerShim.Parse(left.Instance.Input), new StartOrchestrationOptions(restartWithNewInstanceId ? null : instanceId), cancellation);
        }

        var (result, id) = await engine.RestartAsync(instanceId, restartWithNewInstanceId, cancellationToken: cancellation);
        return result switch
        {
            ControlResult.Accepted => id!,
            ControlResult.NotFound => throw new ArgumentException($"There is no instance '{instanceId}'.", nameof(instanceId)),
            _ => throw new HostRefusedException($"'{instanceId}' runs."),
        };
    }

    public override async Task RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default)
    {
        switch (await engine.RewindAsync(instanceId, reason, cancellation))
        {
            case ControlResult.NotFound:
                throw new ArgumentException($"There is no instance '{instanceId}'.", nameof(instanceId));
            case ControlResult.InvalidState or ControlResult.AlreadyEnded:
                throw new InvalidOperationException($"'{instanceId}' has not failed.");
            default:
                break;
        }
    }

    public override async Task<IList<HistoryEvent>> GetOrchestrationHistoryAsync(string instanceId, CancellationToken cancellation = default)
    {
        if (_left.Find(instanceId) is { } left)
        {
            return FakeHistory.Of(left.History, left.Instance.Input);
        }

        var instance = await engine.GetInstanceAsync(instanceId, cancellationToken: cancellation);
        return instance is not null && await engine.GetHistoryAsync(instanceId, cancellation) is { } history
            ? FakeHistory.Of(history, instance.Input)
            : throw new ArgumentException($"There is no instance '{instanceId}'.", nameof(instanceId));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool Passes(EngineQuery query, PortMetadata instance) =>
        (query.CreatedFrom is not { } from || instance.CreatedAt >= from)
        && (query.CreatedTo is not { } to || instance.CreatedAt <= to)
        && (query.Statuses?.ToList() is not { Count: > 0 } statuses || statuses.Contains(FakeMetadata.Status(instance.RuntimeStatus)))
        && (query.InstanceIdPrefix is not { } prefix || instance.InstanceId.StartsWith(prefix, StringComparison.Ordinal));

    private static void Expect(ControlResult result, string instanceId)
    {
        if (result != ControlResult.Accepted)
        {
            throw new HostRefusedException($"'{instanceId}': {result}.");
        }
    }

    private EngineMetadata Metadata(PortMetadata instance, bool payloads) =>
        FakeMetadata.Of(instance, _reasons.GetValueOrDefault(instance.InstanceId), payloads);

    private async Task<PortMetadata?> FindAsync(string instanceId, CancellationToken cancellation) =>
        _left.Find(instanceId)?.Instance ?? await engine.GetInstanceAsync(instanceId, cancellationToken: cancellation);

    private async Task<PortMetadata> LiveAsync(string instanceId, CancellationToken cancellation) =>
        await FindAsync(instanceId, cancellation) is { IsEnded: false } live ? live : throw new HostRefusedException($"'{instanceId}' does not run.");
}
