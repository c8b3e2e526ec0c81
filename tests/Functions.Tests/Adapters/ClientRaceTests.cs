using Microsoft.DurableTask.Client;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;
using Workflows.Functions.Tests.Contract;
using Workflows.Functions.Tests.Fakes;

namespace Workflows.Functions.Tests.Adapters;

/// <summary>What happens between the adapter's look at an instance and its request.</summary>
public sealed class ClientRaceTests : EngineContract<AdapterHost>
{
    [Fact]
    public async Task Whoever_is_faster_with_the_same_id_wins_and_the_other_is_told()
    {
        var run = Registry.Orchestrator("wait", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("go"));
        await StartEngineAsync();
        await ScheduleAsync(run, Unit.Value, "mine");
        Host.Between = client => new BlindOnce(client);
        await RestartEngineAsync();

        var second = await Client.ScheduleNewInstanceAsync(run, Unit.Value, new StartOptions { InstanceId = "mine" });

        Assert.Equal(new StartResult("mine", StartStatus.AlreadyExists), second);
    }

    [Fact]
    public async Task One_that_has_ended_is_kept_too_when_that_was_asked_for_though_nobody_saw_it()
    {
        var run = Registry.Orchestrator("once", (OrchestrationContext c, int n) => Task.FromResult(n));
        await StartEngineAsync();
        await RunAsync(run, 1, "mine");
        Host.Between = client => new BlindOnce(client);
        await RestartEngineAsync();

        var second = await Client.ScheduleNewInstanceAsync(run, 2, new StartOptions { InstanceId = "mine", Reuse = InstanceIdReuse.KeepExisting });

        Assert.Equal(new StartResult("mine", StartStatus.AlreadyExists), second);
        Assert.Equal(1, Completed<int>(await InstanceAsync("mine")));
    }

    [Fact]
    public async Task An_instance_that_ends_between_the_look_and_the_request_has_ended()
    {
        var run = Registry.Orchestrator("wait", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("go"));
        Host.Between = client => new EndsInBetween(client);
        await StartEngineAsync();
        var raised = await ScheduleAsync(run, Unit.Value);
        var suspended = await ScheduleAsync(run, Unit.Value);

        Assert.Equal(ControlResult.AlreadyEnded, await RaiseAsync(raised, "go", 1));
        Assert.Equal(ControlResult.AlreadyEnded, await Client.SuspendAsync(suspended));
    }

    [Fact]
    public async Task A_request_that_the_host_refuses_for_a_reason_of_its_own_fails()
    {
        var run = Registry.Orchestrator("wait", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("go"));
        Host.Between = client => new OutOfService(client);
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        await Assert.ThrowsAsync<HostRefusedException>(() => RaiseAsync(id, "go", 1));
    }

    private sealed class BlindOnce(DurableTaskClient inner) : DelegatingClient(inner)
    {
        private int _looks;

        public override Task<Microsoft.DurableTask.Client.OrchestrationMetadata?> GetInstancesAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            Interlocked.Increment(ref _looks) == 1
                ? Task.FromResult<Microsoft.DurableTask.Client.OrchestrationMetadata?>(null)
                : base.GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation);
    }

    private sealed class EndsInBetween(DurableTaskClient inner) : DelegatingClient(inner)
    {
        public override async Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
        {
            await TerminateInstanceAsync(instanceId, (TerminateInstanceOptions?)null, cancellation);
            await base.RaiseEventAsync(instanceId, eventName, eventPayload, cancellation);
        }

        public override async Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
        {
            await TerminateInstanceAsync(instanceId, (TerminateInstanceOptions?)null, cancellation);
            await base.SuspendInstanceAsync(instanceId, reason, cancellation);
        }
    }

    private sealed class OutOfService(DurableTaskClient inner) : DelegatingClient(inner)
    {
        public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
            throw new HostRefusedException("out of service");
    }
}
