using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

/// <summary>What every part of the contract needs: an engine of its own, the code that it runs, and ways to wait without sleeping.</summary>
public abstract class EngineContract<THost> : IAsyncLifetime where THost : EngineHost, new()
{
    /// <summary>Longest that a test waits for anything before it fails.</summary>
    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(90);

    protected THost Host { get; } = new();

    protected TaskRegistry Registry { get; } = new();

    protected OrchestrationClient Client => Host.Client;

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual async Task DisposeAsync() => await Host.DisposeAsync();

    protected Task StartEngineAsync() => Host.StartAsync(Registry);

    protected Task RestartEngineAsync() => Host.RestartAsync(Registry);

    /// <summary>Starts an instance and gives its id.</summary>
    protected async Task<string> ScheduleAsync<TInput, TOutput>(OrchestratorDefinition<TInput, TOutput> orchestrator, TInput input, string? instanceId = null)
    {
        var started = await Client.ScheduleNewInstanceAsync(orchestrator, input, new StartOptions { InstanceId = instanceId });
        Assert.Equal(StartStatus.Started, started.Status);
        return started.InstanceId;
    }

    /// <summary>Starts an instance and waits until it has ended.</summary>
    protected async Task<OrchestrationMetadata> RunAsync<TInput, TOutput>(
        OrchestratorDefinition<TInput, TOutput> orchestrator, TInput input, string? instanceId = null) =>
        await EndOfAsync(await ScheduleAsync(orchestrator, input, instanceId));

    /// <summary>Starts an instance and gives the output that it completed with.</summary>
    protected async Task<TOutput> ResultAsync<TInput, TOutput>(OrchestratorDefinition<TInput, TOutput> orchestrator, TInput input, string? instanceId = null) =>
        Completed<TOutput>(await RunAsync(orchestrator, input, instanceId));

    /// <summary>Waits until the instance has ended.</summary>
    protected async Task<OrchestrationMetadata> EndOfAsync(string instanceId)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await Client.WaitForCompletionAsync(instanceId, patience.Token)
                ?? throw new InvalidOperationException($"There is no instance '{instanceId}'.");
        }
        catch (OperationCanceledException)
        {
            var history = await Client.GetHistoryAsync(instanceId) ?? [];
            throw new TimeoutException(
                $"Instance '{instanceId}' did not end in {Patience}. Its history:\n{string.Join('\n', history.TakeLast(30))}");
        }
    }

    /// <summary>The output of an instance that must have completed.</summary>
    protected static T Completed<T>(OrchestrationMetadata ended)
    {
        Assert.True(ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{ended.RuntimeStatus}: {ended.Failure}");
        return TestJson.Converter.Deserialize<T>(ended.Output)!;
    }

    /// <summary>The failure of an instance that must have failed.</summary>
    protected static FailureDetails Failed(OrchestrationMetadata ended)
    {
        Assert.True(ended.RuntimeStatus == OrchestrationRuntimeStatus.Failed, $"{ended.RuntimeStatus}: {ended.Output}");
        return Assert.IsType<FailureDetails>(ended.Failure);
    }

    /// <summary>The instance as it stands now.</summary>
    protected async Task<OrchestrationMetadata> InstanceAsync(string instanceId) =>
        await Client.GetInstanceAsync(instanceId) ?? throw new InvalidOperationException($"There is no instance '{instanceId}'.");

    /// <summary>Waits until the instance shows this custom status.</summary>
    protected Task CustomStatusAsync<T>(string instanceId, T expected) =>
        Eventually.TrueAsync(
            async () => (await InstanceAsync(instanceId)).CustomStatus == TestJson.Converter.Serialize(expected),
            Patience, $"'{instanceId}' shows custom status {expected}");

    /// <summary>Waits until the history holds so many events of a type.</summary>
    protected Task HistoryHoldsAsync(string instanceId, string eventType, int count) =>
        Eventually.TrueAsync(
            async () => (await Client.GetHistoryAsync(instanceId))?.Count(e => e.EventType == eventType) >= count,
            Patience, $"the history of '{instanceId}' holds {count} x {eventType}");

    protected Task<ControlResult> RaiseAsync<T>(string instanceId, string eventName, T payload) =>
        Client.RaiseEventAsync(instanceId, eventName, TestJson.Converter.Serialize(payload));
}
