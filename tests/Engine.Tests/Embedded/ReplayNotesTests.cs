using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Embedded;

/// <summary>That an execution was rebuilt is put down, and nothing else is.</summary>
public sealed class ReplayNotesTests : EngineContract<EmbeddedHost>
{
    [Fact]
    public async Task A_run_that_goes_on_after_a_restart_tells_so_and_from_how_much()
    {
        var count = Registry.Activity("Count", (int n) => n + 1);
        var run = Registry.Orchestrator("counts", async (OrchestrationContext c, int n) =>
        {
            await c.CallActivityAsync(count, n);
            return await c.WaitForExternalEvent<int>("go");
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 1);
        await HistoryHoldsAsync(id, "TaskCompleted", 1);
        Assert.Empty(await Client.GetReplaysAsync(id));
        await RestartEngineAsync();

        await RaiseAsync(id, "go", 2);
        await EndOfAsync(id);

        var replay = Assert.Single(await Client.GetReplaysAsync(id));
        Assert.Equal(3, replay.Events);
        Assert.True(replay.At > (await InstanceAsync(id)).CreatedAt);
    }

    [Fact]
    public async Task Notes_go_with_their_instance_and_with_their_execution()
    {
        var run = Registry.Orchestrator("again", async (OrchestrationContext c, int n) =>
        {
            if (await c.WaitForExternalEvent<int>("go") is 1)
            {
                c.ContinueAsNew(n);
            }

            return n;
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 1);
        await HistoryHoldsAsync(id, "ExecutionStarted", 1);
        await RestartEngineAsync();
        await RaiseAsync(id, "go", 1);
        await Eventually.TrueAsync(
            async () => (await Client.GetHistoryAsync(id))!.Any(line => line.EventType == "EventRaised") is false && (await InstanceAsync(id)).LastUpdatedAt > (await InstanceAsync(id)).CreatedAt,
            Patience, "the next execution has begun");
        await RaiseAsync(id, "go", 2);
        await EndOfAsync(id);

        Assert.Empty(await Client.GetReplaysAsync(id));
        await Client.PurgeAsync(id);
        Assert.Empty(await Client.GetReplaysAsync(id));
    }
}
