using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

public abstract class TerminateContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    [Fact]
    public async Task A_terminated_instance_has_ended_when_the_call_returns_and_tells_why()
    {
        var run = Registry.Orchestrator("forever", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("never"));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        Assert.Equal(ControlResult.Accepted, await Client.TerminateAsync(id, "budget is spent"));

        var ended = await InstanceAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
        Assert.Contains("budget is spent", ended.Output, StringComparison.Ordinal);
        Assert.Equal(ControlResult.AlreadyEnded, await RaiseAsync(id, "never", 1));
        Assert.Equal(ControlResult.AlreadyEnded, await Client.TerminateAsync(id));
    }

    [Fact]
    public async Task With_its_children_means_with_all_that_are_below_it()
    {
        var (top, ids) = await FamilyAsync();

        await Client.TerminateAsync(top, "all of you", recursive: true);

        foreach (var id in ids)
        {
            Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await EndOfAsync(id)).RuntimeStatus);
        }
    }

    [Fact]
    public async Task Without_its_children_means_that_they_live_on()
    {
        var (top, ids) = await FamilyAsync();

        await Client.TerminateAsync(top, "only you", recursive: false);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await EndOfAsync(top)).RuntimeStatus);
        foreach (var id in ids.Where(id => id != top))
        {
            Assert.Equal(OrchestrationRuntimeStatus.Running, (await InstanceAsync(id)).RuntimeStatus);
        }

        foreach (var leaf in new[] { "leaf-1", "leaf-2" })
        {
            await RaiseAsync(leaf, "end", 1);
        }

        Assert.Equal(2, Completed<int>(await EndOfAsync("middle")));
    }

    [Fact]
    public async Task What_a_terminated_instance_had_asked_for_comes_back_to_nobody()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = Registry.AsyncActivity("Slow", async (ActivityContext _, int n, CancellationToken stop) =>
        {
            begun.TrySetResult();
            await release.Task.WaitAsync(stop);
            return n;
        });
        var run = Registry.Orchestrator("slowly", (OrchestrationContext c, int n) => c.CallActivityAsync(slow, n));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 1);
        await begun.Task.WaitAsync(Patience);

        await Client.TerminateAsync(id, "stop");
        release.SetResult();
        await RestartEngineAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await InstanceAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task An_instance_that_has_not_begun_never_begins()
    {
        var ran = 0;
        var run = Registry.Orchestrator("soon", (OrchestrationContext c, int n) => Task.FromResult(Interlocked.Increment(ref ran)));
        await StartEngineAsync();
        var id = (await Client.ScheduleNewInstanceAsync(run, 3, new StartOptions { StartAt = DateTimeOffset.UtcNow.AddMilliseconds(60) })).InstanceId;

        Assert.Equal(ControlResult.Accepted, await Client.TerminateAsync(id, "changed our minds"));
        var later = (await Client.ScheduleNewInstanceAsync(run, 3, new StartOptions { StartAt = DateTimeOffset.UtcNow.AddMilliseconds(80) })).InstanceId;
        await EndOfAsync(later);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await InstanceAsync(id)).RuntimeStatus);
        Assert.Equal(1, ran);
    }

    [Fact]
    public async Task Terminating_nobody_says_so()
    {
        await StartEngineAsync();

        Assert.Equal(ControlResult.NotFound, await Client.TerminateAsync("nobody"));
    }

    private async Task<(string Top, string[] All)> FamilyAsync()
    {
        var leaf = Registry.Orchestrator("leaf", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("end"));
        var middle = Registry.Orchestrator("middle", async (OrchestrationContext c, Unit _) =>
            (await Task.WhenAll(
                c.CallSubOrchestratorAsync(leaf, Unit.Value, new SubOrchestrationOptions("leaf-1")),
                c.CallSubOrchestratorAsync(leaf, Unit.Value, new SubOrchestrationOptions("leaf-2")))).Sum());
        var top = Registry.Orchestrator("top", (OrchestrationContext c, Unit _) =>
            c.CallSubOrchestratorAsync(middle, Unit.Value, new SubOrchestrationOptions("middle")));
        await StartEngineAsync();
        await ScheduleAsync(top, Unit.Value, "top");
        string[] all = ["top", "middle", "leaf-1", "leaf-2"];
        foreach (var id in all)
        {
            await Eventually.TrueAsync(
                async () => await Client.GetInstanceAsync(id) is { RuntimeStatus: OrchestrationRuntimeStatus.Running }, Patience, $"{id} runs");
        }

        return ("top", all);
    }
}
