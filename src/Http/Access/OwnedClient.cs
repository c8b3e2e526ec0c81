using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Tenancy;

namespace Workflows.Http.Access;

/// <summary>
/// The task hub as one caller sees it. An id that does not name the caller's owner is put under it, so there is no way to write down the
/// id of somebody else's instance; what it starts is its own. An admin sees all, and starts under its own owner. Nobody sees nothing.
/// </summary>
internal sealed class OwnedClient(OrchestrationClient inner, Caller caller) : OrchestrationClient
{
    private readonly OwnedPages _pages = new((query, cancellationToken) => inner.QueryAsync(query, cancellationToken));

    public override Task<StartResult> ScheduleNewInstanceAsync(
        string orchestratorName, string? inputJson, StartOptions? options = null, CancellationToken cancellationToken = default) =>
        inner.ScheduleNewInstanceAsync(orchestratorName, inputJson, Own(options), cancellationToken);

    public override Task<StartResult> ScheduleNewInstanceAsync<TInput, TOutput>(
        OrchestratorDefinition<TInput, TOutput> orchestrator, TInput input, StartOptions? options = null, CancellationToken cancellationToken = default) =>
        inner.ScheduleNewInstanceAsync(orchestrator, input, Own(options), cancellationToken);

    public override Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, bool fetchPayloads = true, CancellationToken cancellationToken = default) =>
        Id(instanceId) is { } id ? inner.GetInstanceAsync(id, fetchPayloads, cancellationToken) : Task.FromResult<OrchestrationMetadata?>(null);

    public override Task<IReadOnlyList<HistoryEvent>?> GetHistoryAsync(string instanceId, CancellationToken cancellationToken = default) =>
        Id(instanceId) is { } id ? inner.GetHistoryAsync(id, cancellationToken) : Task.FromResult<IReadOnlyList<HistoryEvent>?>(null);

    public override Task<OrchestrationPage> QueryAsync(OrchestrationQuery query, CancellationToken cancellationToken = default) =>
        caller.SeesAll ? inner.QueryAsync(query, cancellationToken)
        : caller.Owner is { } owner ? _pages.ReadAsync(query, owner, cancellationToken)
        : Task.FromResult(new OrchestrationPage([], null));

    public override Task<ControlResult> RaiseEventAsync(string instanceId, string eventName, string? payloadJson, CancellationToken cancellationToken = default) =>
        OnAsync(instanceId, id => inner.RaiseEventAsync(id, eventName, payloadJson, cancellationToken));

    public override Task<ControlResult> SuspendAsync(string instanceId, string? reason = null, bool recursive = true, CancellationToken cancellationToken = default) =>
        OnAsync(instanceId, id => inner.SuspendAsync(id, reason, recursive, cancellationToken));

    public override Task<ControlResult> ResumeAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) =>
        OnAsync(instanceId, id => inner.ResumeAsync(id, reason, cancellationToken));

    public override Task<ControlResult> TerminateAsync(string instanceId, string? reason = null, bool recursive = true, CancellationToken cancellationToken = default) =>
        OnAsync(instanceId, id => inner.TerminateAsync(id, reason, recursive, cancellationToken));

    public override Task<ControlResult> RewindAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) =>
        OnAsync(instanceId, id => inner.RewindAsync(id, reason, cancellationToken));

    public override async Task<(ControlResult Result, string? InstanceId)> RestartAsync(
        string instanceId, bool withNewInstanceId = false, string? inputJson = null, CancellationToken cancellationToken = default)
    {
        if (Id(instanceId) is not { } id)
        {
            return (ControlResult.NotFound, null);
        }

        // The hub would make an id of nobody; whoever restarts it, an instance stays its owner's.
        if (!withNewInstanceId || RunOwner.Of(id) is not { } owner)
        {
            return await inner.RestartAsync(id, withNewInstanceId, inputJson, cancellationToken);
        }

        if (await inner.GetInstanceAsync(id, cancellationToken: cancellationToken) is not { } instance)
        {
            return (ControlResult.NotFound, null);
        }

        var started = await inner.ScheduleNewInstanceAsync(instance.Name, inputJson ?? instance.Input, New(owner, new StartOptions()), cancellationToken);
        return started.Status == StartStatus.Started ? (ControlResult.Accepted, started.InstanceId) : (ControlResult.InvalidState, null);
    }

    // The fork is its origin's owner's, whoever asks for it: it goes on with that one's artifacts.
    public override Task<ForkResult> ForkAsync(string instanceId, ForkOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Id(instanceId) is not { } id)
        {
            return Task.FromResult(new ForkResult(ForkStatus.NotFound, $"There is no instance '{instanceId}'."));
        }

        if (RunOwner.Of(id) is { } owner)
        {
            options = options with { InstanceId = owner.Complete(options.InstanceId) };
        }
        else
        {
            OwnedIds.RefuseOwned(options.InstanceId);
        }

        return inner.ForkAsync(id, options, cancellationToken);
    }

    public override Task<ControlResult> PurgeAsync(string instanceId, CancellationToken cancellationToken = default) =>
        OnAsync(instanceId, id => inner.PurgeAsync(id, cancellationToken));

    public override Task<int> PurgeAsync(PurgeFilter filter, CancellationToken cancellationToken = default) =>
        caller.SeesAll ? inner.PurgeAsync(filter, cancellationToken)
        : throw new InvalidOperationException("A purge by filter knows no owner; only an admin may ask for it.");

    public override Task<OrchestrationMetadata?> WaitForCompletionAsync(string instanceId, CancellationToken cancellationToken = default) =>
        Id(instanceId) is { } id ? inner.WaitForCompletionAsync(id, cancellationToken) : Task.FromResult<OrchestrationMetadata?>(null);

    public override Task<OrchestrationMetadata?> WaitForChangeAsync(string instanceId, DateTimeOffset? lastSeen, CancellationToken cancellationToken = default) =>
        Id(instanceId) is { } id ? inner.WaitForChangeAsync(id, lastSeen, cancellationToken) : Task.FromResult<OrchestrationMetadata?>(null);

    // It says that something changed, and nothing of what: what is then asked for is the caller's own.
    public override Task<long> WaitForAnyChangeAsync(long? lastSeen, CancellationToken cancellationToken = default) =>
        inner.WaitForAnyChangeAsync(lastSeen, cancellationToken);

    public override Task<IReadOnlyList<ReplayNote>> GetReplaysAsync(string instanceId, CancellationToken cancellationToken = default) =>
        Id(instanceId) is { } id ? inner.GetReplaysAsync(id, cancellationToken) : Task.FromResult<IReadOnlyList<ReplayNote>>([]);

    private string? Id(string instanceId) => caller.SeesAll ? instanceId : caller.Owner?.Complete(instanceId);

    private Task<ControlResult> OnAsync(string instanceId, Func<string, Task<ControlResult>> change) =>
        Id(instanceId) is { } id ? change(id) : Task.FromResult(ControlResult.NotFound);

    private StartOptions? Own(StartOptions? options) => caller switch
    {
        { Owner: { } owner } => New(owner, options ?? new StartOptions()),
        { SeesAll: true } => Ownerless(options),
        _ => throw new InvalidOperationException("Whoever has shown no key starts nothing."),
    };

    private static StartOptions New(RunOwner owner, StartOptions options) => options with { InstanceId = owner.Complete(options.InstanceId ?? Guid.NewGuid().ToString("N")) };

    private static StartOptions? Ownerless(StartOptions? options)
    {
        OwnedIds.RefuseOwned(options?.InstanceId);
        return options;
    }
}
