using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;
using Workflows.Functions.Tests.Contract;

namespace Workflows.Functions.Tests.Adapters;

/// <summary>Azure Storage's rewind takes every failed task out of a history; what came after one of them would be lost with it.</summary>
public sealed class RewindAdapterTests : EngineContract<AdapterHost>
{
    [Fact]
    public async Task An_instance_that_ended_with_its_first_failure_is_rewound()
    {
        var broken = true;
        var work = Registry.Activity("Work", (int n) => Volatile.Read(ref broken) ? throw new IOException("broken") : n);
        var run = Registry.Orchestrator("once", (OrchestrationContext c, int n) => c.CallActivityAsync(work, n));
        await StartEngineAsync();
        var failed = await RunAsync(run, 7);
        Volatile.Write(ref broken, false);

        Assert.Equal(ControlResult.Accepted, await Client.RewindAsync(failed.InstanceId));

        Assert.Equal(7, Completed<int>(await EndOfAsync(failed.InstanceId)));
    }

    [Fact]
    public async Task One_that_went_on_after_a_failure_is_refused_and_stays_as_it_is()
    {
        var work = Registry.Activity<int, int>("Work", _ => throw new IOException("broken"));
        var again = new TaskOptions(new RetryPolicy(2, TimeSpan.FromMilliseconds(10)));
        var run = Registry.Orchestrator("twice", (OrchestrationContext c, int n) => c.CallActivityAsync(work, n, again));
        await StartEngineAsync();
        var failed = await RunAsync(run, 7);

        Assert.Equal(ControlResult.InvalidState, await Client.RewindAsync(failed.InstanceId));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await InstanceAsync(failed.InstanceId)).RuntimeStatus);
    }
}
