using System.Text.Json;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using HistoryEvent = Workflows.Domain.Client.HistoryEvent;
using OrchestrationMetadata = Workflows.Domain.Client.OrchestrationMetadata;
using OrchestrationQuery = Workflows.Domain.Client.OrchestrationQuery;
using PortStatus = Workflows.Domain.Client.OrchestrationRuntimeStatus;

namespace Workflows.Functions.Client;

/// <summary>
/// Durable Functions' side of the client port. The hub takes most requests without saying what became of them, so the instance is read
/// before it is changed; what happens between the two is told in docs/azure-engines.md.
/// </summary>
internal sealed class DurableOrchestrationClient(
    DurableTaskClient client, TaskRegistry registry, PayloadConverter converter, int maxPayloadBytes, TimeProvider time) : OrchestrationClient
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ListInterval = TimeSpan.FromSeconds(5);

    private readonly FailureReader _failures = new(client);
    private readonly InstanceList _list = new(client, new FailureReader(client));
    private readonly Family _family = new(client);
    private readonly FamilySuspensions _suspensions = new(client);

    public override Task<StartResult> ScheduleNewInstanceAsync<TInput, TOutput>(
        OrchestratorDefinition<TInput, TOutput> orchestrator, TInput input, StartOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return ScheduleNewInstanceAsync(orchestrator.Name, converter.Serialize(input), options, cancellationToken);
    }

    public override async Task<StartResult> ScheduleNewInstanceAsync(
        string orchestratorName, string? inputJson, StartOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(orchestratorName);
        cancellationToken.ThrowIfCancellationRequested();
        var start = options ?? new StartOptions();
        var id = start.InstanceId ?? Guid.NewGuid().ToString("N");
        InstanceIdRule.Validate(id);
        if (!registry.Orchestrators.TryGetValue(orchestratorName, out var registration))
        {
            return new StartResult(id, StartStatus.UnknownOrchestrator);
        }

        PayloadLimit.Check(inputJson, maxPayloadBytes, "The input", orchestratorName);
        var taken = start.InstanceId is null ? null : await FindAsync(id, cancellationToken);
        if (taken is not null && (start.Reuse == InstanceIdReuse.KeepExisting || !taken.IsEnded))
        {
            return new StartResult(id, StartStatus.AlreadyExists);
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                registration.Name, Payload(inputJson), Statuses.StartOptions(id, start, time.GetUtcNow()), cancellationToken);
            return new StartResult(id, StartStatus.Started);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Somebody was faster, after we had looked.
            return new StartResult(id, StartStatus.AlreadyExists);
        }
    }

    public override async Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, bool fetchPayloads = true, CancellationToken cancellationToken = default)
    {
        var found = await client.GetInstanceAsync(instanceId, fetchPayloads, cancellationToken);
        return found is null ? null
            : fetchPayloads ? await _failures.CompleteAsync(Instances.ToPort(found), cancellationToken)
            : Instances.ToPort(found);
    }

    public override async Task<IReadOnlyList<HistoryEvent>?> GetHistoryAsync(string instanceId, CancellationToken cancellationToken = default) =>
        await FindAsync(instanceId, cancellationToken) is null
            ? null
            : Histories.ToPort(await client.GetOrchestrationHistoryAsync(instanceId, cancellationToken));

    public override Task<OrchestrationPage> QueryAsync(OrchestrationQuery query, CancellationToken cancellationToken = default) =>
        _list.ReadAsync(query, cancellationToken);

    public override Task<ControlResult> RaiseEventAsync(string instanceId, string eventName, string? payloadJson, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventName);
        PayloadLimit.Check(payloadJson, maxPayloadBytes, "The payload of event", eventName);
        return LiveAsync(instanceId, _ => client.RaiseEventAsync(instanceId, eventName, Payload(payloadJson), cancellationToken), cancellationToken);
    }

    public override async Task<ControlResult> SuspendAsync(
        string instanceId, string? reason = null, bool recursive = true, CancellationToken cancellationToken = default)
    {
        var result = await SuspendOneAsync(instanceId, reason, cancellationToken);
        if (recursive && result == ControlResult.Accepted)
        {
            await _suspensions.SuspendBelowAsync(instanceId, SuspendOneAsync, cancellationToken);
        }

        return result;
    }

    public override async Task<ControlResult> ResumeAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default)
    {
        // Itself last: a resume that breaks off leaves it suspended, and is made again.
        if (await FindAsync(instanceId, cancellationToken) is { IsEnded: false })
        {
            await _suspensions.ResumeBelowAsync(instanceId, child => ResumeOneAsync(child, reason, cancellationToken), cancellationToken);
        }

        return await ResumeOneAsync(instanceId, reason, cancellationToken);
    }

    public override async Task<ControlResult> TerminateAsync(
        string instanceId, string? reason = null, bool recursive = true, CancellationToken cancellationToken = default)
    {
        var result = await LiveAsync(
            instanceId,
            _ => client.TerminateInstanceAsync(instanceId, new TerminateInstanceOptions(reason, recursive), cancellationToken),
            cancellationToken);
        if (recursive && result == ControlResult.Accepted)
        {
            await foreach (var child in _family.BelowAsync(instanceId, _ => Task.FromResult(true), cancellationToken))
            {
                await LiveAsync(child, _ => client.TerminateInstanceAsync(child, new TerminateInstanceOptions(reason, recursive), cancellationToken), cancellationToken);
            }
        }

        return result;
    }

    public override async Task<ControlResult> RewindAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default)
    {
        switch (await FindAsync(instanceId, cancellationToken))
        {
            case null:
                return ControlResult.NotFound;
            case { RuntimeStatus: not PortStatus.Failed }:
                return ControlResult.InvalidState;
            default:
                if (!RewindRule.Allows(await client.GetOrchestrationHistoryAsync(instanceId, cancellationToken)))
                {
                    return ControlResult.InvalidState;
                }

                await client.RewindInstanceAsync(instanceId, reason ?? "", cancellationToken);
                return ControlResult.Accepted;
        }
    }

    public override async Task<(ControlResult Result, string? InstanceId)> RestartAsync(
        string instanceId, bool withNewInstanceId = false, string? inputJson = null, CancellationToken cancellationToken = default) =>
        await FindAsync(instanceId, cancellationToken) switch
        {
            null => (ControlResult.NotFound, null),
            // The engine would end the one that runs; whoever wants that terminates it first.
            { IsEnded: false } when !withNewInstanceId => (ControlResult.InvalidState, null),
            { } found when inputJson is not null => await StartedAsync(found.Name, inputJson, withNewInstanceId ? null : instanceId, cancellationToken),
            _ => (ControlResult.Accepted, await client.RestartAsync(instanceId, withNewInstanceId, cancellationToken)),
        };

    // The engine's own restart knows no other input.
    private async Task<(ControlResult Result, string? InstanceId)> StartedAsync(string name, string inputJson, string? instanceId, CancellationToken cancellationToken)
    {
        var started = await ScheduleNewInstanceAsync(name, inputJson, new StartOptions { InstanceId = instanceId }, cancellationToken);
        return started.Status == StartStatus.Started ? (ControlResult.Accepted, started.InstanceId) : (ControlResult.InvalidState, null);
    }

    // An instance of Durable Functions begins with an empty history, and nobody can give it another one.
    public override Task<ForkResult> ForkAsync(string instanceId, ForkOptions options, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ForkResult(ForkStatus.NotSupported,
            "Durable Functions cannot start an instance with a history, so runs of this host cannot be forked. Start the run again, or fork it on a host with the embedded engine (docs/azure-engines.md)."));

    public override async Task<ControlResult> PurgeAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        switch (await FindAsync(instanceId, cancellationToken))
        {
            case null:
                return ControlResult.NotFound;
            case { IsEnded: false }:
                return ControlResult.InvalidState;
            default:
                await PurgeFamilyAsync(instanceId, cancellationToken);
                return ControlResult.Accepted;
        }
    }

    public override async Task<int> PurgeAsync(PurgeFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var statuses = Statuses.Ended(filter.Statuses);
        var purged = 0;
        if (statuses.Count > 0)
        {
            // One by one and not by the hub's own filter, which knows no children.
            foreach (var instanceId in await _list.IdsAsync(filter.CreatedFrom, filter.CreatedTo, statuses, cancellationToken))
            {
                purged += await PurgeFamilyAsync(instanceId, cancellationToken);
            }
        }

        return purged;
    }

    public override async Task<OrchestrationMetadata?> WaitForCompletionAsync(string instanceId, CancellationToken cancellationToken = default) =>
        await FindAsync(instanceId, cancellationToken) is null
            ? null
            : await _failures.CompleteAsync(
                Instances.ToPort(await client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, cancellationToken)), cancellationToken);

    public override async Task<OrchestrationMetadata?> WaitForChangeAsync(
        string instanceId, DateTimeOffset? lastSeen, CancellationToken cancellationToken = default)
    {
        // The hub tells nobody of a change, so this is a poll: one small read a second, for as long as somebody watches.
        while (true)
        {
            var found = await FindAsync(instanceId, cancellationToken);
            if (found is null || found.LastUpdatedAt != lastSeen)
            {
                return found is null ? null : await GetInstanceAsync(instanceId, cancellationToken: cancellationToken);
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    public override async Task<long> WaitForAnyChangeAsync(long? lastSeen, CancellationToken cancellationToken = default)
    {
        // Nobody tells of changes, and a list costs a scan of the hub: whoever shows one looks again after a while.
        if (lastSeen is null)
        {
            return 0;
        }

        await Task.Delay(ListInterval, time, cancellationToken);
        return lastSeen.Value + 1;
    }

    // The engine replays before every turn, and tells nobody.
    public override Task<IReadOnlyList<ReplayNote>> GetReplaysAsync(string instanceId, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<ReplayNote>>([]);

    private async Task<int> PurgeFamilyAsync(string instanceId, CancellationToken cancellationToken)
    {
        // The hub would delete what runs, too; a child that outlived its parent goes on without it.
        var family = new List<string> { instanceId };
        await foreach (var child in _family.BelowAsync(instanceId, HasEndedAsync, cancellationToken))
        {
            family.Add(child);
        }

        // Children first: a purge that breaks off can be made again, because its parent still names them.
        var purged = 0;
        foreach (var id in Enumerable.Reverse(family))
        {
            purged += (await client.PurgeInstanceAsync(id, new PurgeInstanceOptions(Recursive: true), cancellationToken)).PurgedInstanceCount;
        }

        return purged;

        async Task<bool> HasEndedAsync(string id) => await FindAsync(id, cancellationToken) is { IsEnded: true };
    }

    private Task<ControlResult> SuspendOneAsync(string instanceId, string? reason, CancellationToken cancellationToken) =>
        LiveAsync(
            instanceId,
            found => found.RuntimeStatus == PortStatus.Suspended ? Task.CompletedTask : client.SuspendInstanceAsync(instanceId, reason, cancellationToken),
            cancellationToken);

    private Task<ControlResult> ResumeOneAsync(string instanceId, string? reason, CancellationToken cancellationToken) =>
        LiveAsync(
            instanceId,
            found => found.RuntimeStatus == PortStatus.Suspended ? client.ResumeInstanceAsync(instanceId, reason, cancellationToken) : Task.CompletedTask,
            cancellationToken);

    private async Task<ControlResult> LiveAsync(string instanceId, Func<OrchestrationMetadata, Task> change, CancellationToken cancellationToken)
    {
        var found = await FindAsync(instanceId, cancellationToken);
        if (found is { IsEnded: false })
        {
            try
            {
                await change(found);
                return ControlResult.Accepted;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The host refuses in several ways what is no longer so. If it ended meanwhile, that is the answer.
                cancellationToken.ThrowIfCancellationRequested();
                found = await FindAsync(instanceId, cancellationToken);
                if (found is { IsEnded: false })
                {
                    throw;
                }
            }
        }

        return found is null ? ControlResult.NotFound : ControlResult.AlreadyEnded;
    }

    private Task<OrchestrationMetadata?> FindAsync(string instanceId, CancellationToken cancellationToken) =>
        GetInstanceAsync(instanceId, fetchPayloads: false, cancellationToken);

    // The worker's serializer writes an element as it is: what is JSON already is not wrapped into a string.
    private static JsonElement? Payload(string? json) =>
        json is null ? null : JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = Hosting.WorkflowSerializer.MaxDepth });
}
