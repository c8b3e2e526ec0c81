using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>The client of a hub in the same process.</summary>
internal sealed class HubClient(TaskHub hub, TaskHubOptions options, TaskRegistry registry) : OrchestrationClient
{
    private const int PurgeBatch = 200;

    public override Task<StartResult> ScheduleNewInstanceAsync<TInput, TOutput>(
        OrchestratorDefinition<TInput, TOutput> orchestrator, TInput input, StartOptions? startOptions = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return ScheduleNewInstanceAsync(orchestrator.Name, options.Converter.Serialize(input), startOptions, cancellationToken);
    }

    public override async Task<StartResult> ScheduleNewInstanceAsync(
        string orchestratorName, string? inputJson, StartOptions? startOptions = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(orchestratorName);
        cancellationToken.ThrowIfCancellationRequested();
        var start = startOptions ?? new StartOptions();
        var id = start.InstanceId ?? Guid.NewGuid().ToString("N");
        InstanceIdRule.Validate(id);
        if (!registry.Orchestrators.TryGetValue(orchestratorName, out var registration))
        {
            return new StartResult(id, StartStatus.UnknownOrchestrator);
        }

        PayloadLimit.Check(inputJson, options.MaxPayloadBytes, "The input", orchestratorName);
        var now = hub.Now;
        var startAt = start.StartAt is { } time && time.UtcTicks > now ? time.UtcTicks : (long?)null;
        var started = false;
        await WriteAsync(
            (transaction, effects) => started = effects.Start(transaction, id, registration.Name, inputJson, null, startAt, now, start.Reuse),
            cancellationToken);
        return new StartResult(id, started ? StartStatus.Started : StartStatus.AlreadyExists);
    }

    public override Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, bool fetchPayloads = true, CancellationToken cancellationToken = default) =>
        Task.FromResult(hub.Reader.Find(instanceId, fetchPayloads));

    public override Task<IReadOnlyList<HistoryEvent>?> GetHistoryAsync(string instanceId, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<HistoryEvent>?>(hub.Reader.History(instanceId)?.ConvertAll(HistoryView.Of));

    public override Task<OrchestrationPage> QueryAsync(OrchestrationQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.PageSize is < 1 or > 1000)
        {
            throw new ArgumentException($"The page size is {query.PageSize}; it must be 1 to 1000.", nameof(query));
        }

        return Task.FromResult(hub.Reader.Query(query));
    }

    public override Task<ControlResult> RaiseEventAsync(string instanceId, string eventName, string? payloadJson, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventName);
        PayloadLimit.Check(payloadJson, options.MaxPayloadBytes, "The payload of event", eventName);
        return ControlAsync((transaction, effects) => effects.Raise(transaction, instanceId, eventName, payloadJson), cancellationToken);
    }

    public override Task<ControlResult> SuspendAsync(string instanceId, string? reason = null, bool recursive = true, CancellationToken cancellationToken = default)
    {
        var now = hub.Now;
        return LiveAsync(instanceId, (transaction, effects, state) => Suspensions.Suspend(transaction, effects, state, recursive, now), cancellationToken);
    }

    public override Task<ControlResult> ResumeAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default)
    {
        var now = hub.Now;
        return LiveAsync(instanceId, (transaction, effects, state) => Suspensions.Resume(transaction, effects, state, now), cancellationToken);
    }

    public override Task<ControlResult> TerminateAsync(string instanceId, string? reason = null, bool recursive = true, CancellationToken cancellationToken = default)
    {
        var now = hub.Now;
        return LiveAsync(instanceId, (transaction, effects, state) => effects.Terminate(transaction, state, reason, recursive, now), cancellationToken);
    }

    public override Task<ControlResult> RewindAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default)
    {
        var now = hub.Now;
        return ControlAsync((transaction, effects) =>
        {
            if (transaction.Find(instanceId) is not { } state)
            {
                return ControlResult.NotFound;
            }

            if (state.Status != OrchestrationRuntimeStatus.Failed)
            {
                return ControlResult.InvalidState;
            }

            Rewind.Apply(transaction, state, effects, now);
            return ControlResult.Accepted;
        }, cancellationToken);
    }

    public override async Task<(ControlResult Result, string? InstanceId)> RestartAsync(
        string instanceId, bool withNewInstanceId = false, string? inputJson = null, CancellationToken cancellationToken = default)
    {
        PayloadLimit.Check(inputJson, options.MaxPayloadBytes, "The input of", instanceId);
        var now = hub.Now;
        var newId = withNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId;
        var result = await ControlAsync((transaction, effects) =>
        {
            if (transaction.Find(instanceId) is not { } state)
            {
                return ControlResult.NotFound;
            }

            if (state.IsLive && !withNewInstanceId)
            {
                return ControlResult.InvalidState;
            }

            if (!withNewInstanceId && transaction.HasLiveForks(state.Key))
            {
                return ControlResult.HasForks;
            }

            effects.Start(transaction, newId, state.Header.Name, inputJson ?? state.Header.Input, null, null, now, InstanceIdReuse.ReplaceEnded);
            return ControlResult.Accepted;
        }, cancellationToken);
        return (result, result == ControlResult.Accepted ? newId : null);
    }

    public override async Task<ForkResult> ForkAsync(string instanceId, ForkOptions forkOptions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(forkOptions);
        InstanceIdRule.Validate(forkOptions.InstanceId);
        PayloadLimit.Check(forkOptions.Input, options.MaxPayloadBytes, "The input of fork", forkOptions.InstanceId);
        var now = hub.Now;
        var result = new ForkResult(ForkStatus.Forked);
        await WriteAsync((transaction, effects) => result = new Fork(transaction, effects, forkOptions, now).Make(instanceId), cancellationToken);
        return result;
    }

    public override Task<ControlResult> PurgeAsync(string instanceId, CancellationToken cancellationToken = default) =>
        ControlAsync((transaction, effects) =>
        {
            if (transaction.Find(instanceId) is not { } state)
            {
                return ControlResult.NotFound;
            }

            if (state.IsLive)
            {
                return ControlResult.InvalidState;
            }

            if (transaction.HasLiveForks(state.Key))
            {
                return ControlResult.HasForks;
            }

            effects.Purge(transaction, state);
            return ControlResult.Accepted;
        }, cancellationToken);

    public override async Task<int> PurgeAsync(PurgeFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        IReadOnlyList<OrchestrationRuntimeStatus> ended =
            [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];
        var statuses = filter.Statuses is { Count: > 0 } asked ? ended.Intersect(asked).ToList() : ended;
        var (from, to) = (filter.CreatedFrom?.UtcTicks ?? 0, filter.CreatedTo?.UtcTicks ?? long.MaxValue);
        var purged = 0;
        while (statuses.Count > 0)
        {
            var batch = 0;
            await WriteAsync((transaction, effects) =>
            {
                batch = 0;
                foreach (var key in transaction.EndedBetween(from, to, statuses, PurgeBatch))
                {
                    // A child may have gone with its parent already.
                    batch += transaction.Find(key) is { } state ? effects.Purge(transaction, state) : 0;
                }
            }, cancellationToken);
            purged += batch;
            if (batch == 0)
            {
                break;
            }
        }

        return purged;
    }

    public override async Task<OrchestrationMetadata?> WaitForCompletionAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        using var watch = hub.Watch.Begin(instanceId);
        while (true)
        {
            var change = watch.NextChange();
            if (hub.Reader.Find(instanceId, payloads: false) is not { IsEnded: false })
            {
                return hub.Reader.Find(instanceId, payloads: true);
            }

            await change.WaitAsync(cancellationToken);
        }
    }

    public override async Task<OrchestrationMetadata?> WaitForChangeAsync(
        string instanceId, DateTimeOffset? lastSeen, CancellationToken cancellationToken = default)
    {
        using var watch = hub.Watch.Begin(instanceId);
        while (true)
        {
            var change = watch.NextChange();
            var instance = hub.Reader.Find(instanceId, payloads: true);
            if (instance is null || instance.LastUpdatedAt != lastSeen)
            {
                return instance;
            }

            await change.WaitAsync(cancellationToken);
        }
    }

    public override async Task<long> WaitForAnyChangeAsync(long? lastSeen, CancellationToken cancellationToken = default)
    {
        var mark = await hub.Pulse.OtherThanAsync(lastSeen, cancellationToken);
        hub.Reader.ThrowIfClosed();
        return mark;
    }

    public override Task<IReadOnlyList<ReplayNote>> GetReplaysAsync(string instanceId, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<ReplayNote>>(hub.Reader.Replays(instanceId));

    private Task<ControlResult> LiveAsync(
        string instanceId, Action<HubTransaction, HubEffects, InstanceState> change, CancellationToken cancellationToken) =>
        ControlAsync((transaction, effects) =>
        {
            if (transaction.Find(instanceId) is not { } state)
            {
                return ControlResult.NotFound;
            }

            if (!state.IsLive)
            {
                return ControlResult.AlreadyEnded;
            }

            change(transaction, effects, state);
            return ControlResult.Accepted;
        }, cancellationToken);

    private async Task<ControlResult> ControlAsync(Func<HubTransaction, HubEffects, ControlResult> change, CancellationToken cancellationToken)
    {
        var result = ControlResult.Accepted;
        await WriteAsync((transaction, effects) => result = change(transaction, effects), cancellationToken);
        return result;
    }

    // Once the write is queued it happens, whether its caller still waits or not; so the token counts only before.
    private Task<HubEffects> WriteAsync(Action<HubTransaction, HubEffects> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return hub.Writer.CallAsync(
            transaction =>
            {
                var effects = new HubEffects();
                change(transaction, effects);
                return effects;
            },
            hub.Apply);
    }
}
