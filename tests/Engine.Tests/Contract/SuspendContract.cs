using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

public abstract class SuspendContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    [Fact]
    public async Task Events_that_come_while_it_is_paused_are_kept_and_read_in_order_afterwards()
    {
        var run = Registry.Orchestrator("two", async (OrchestrationContext c, Unit _) =>
            $"{await c.WaitForExternalEvent<string>("n")}{await c.WaitForExternalEvent<string>("n")}");
        await StartEngineAsync();
        var id = await RunningAsync(run, Unit.Value);

        Assert.Equal(ControlResult.Accepted, await Client.SuspendAsync(id, "lunch"));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await InstanceAsync(id)).RuntimeStatus);
        await RaiseAsync(id, "n", "a");
        await RaiseAsync(id, "n", "b");
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await InstanceAsync(id)).RuntimeStatus);
        Assert.Equal(ControlResult.Accepted, await Client.ResumeAsync(id, "back"));

        Assert.Equal("ab", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task A_completion_that_comes_while_it_is_paused_is_kept()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ran = 0;
        var slow = Registry.AsyncActivity("Slow", async (ActivityContext _, int n, CancellationToken stop) =>
        {
            await release.Task.WaitAsync(stop);
            Interlocked.Increment(ref ran);
            return n;
        });
        var run = Registry.Orchestrator("slowly", (OrchestrationContext c, int n) => c.CallActivityAsync(slow, n));
        await StartEngineAsync();
        var id = await RunningAsync(run, 5);
        await Client.SuspendAsync(id);

        release.SetResult();
        await Eventually.TrueAsync(() => Volatile.Read(ref ran) == 1, Patience, "the activity ran");
        await RestartEngineAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await InstanceAsync(id)).RuntimeStatus);
        await Client.ResumeAsync(id);

        Assert.Equal(5, Completed<int>(await EndOfAsync(id)));
        Assert.Equal(1, ran);
    }

    [Fact]
    public async Task A_timer_that_comes_due_while_it_is_paused_fires_after_the_pause()
    {
        var run = Registry.Orchestrator("timer", async (OrchestrationContext c, Unit _) =>
        {
            await c.CreateTimer(TimeSpan.FromMilliseconds(50), CancellationToken.None);
            return "fired";
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await HistoryHoldsAsync(id, "TimerCreated", 1);
        var paused = await Client.SuspendAsync(id);

        await Client.ResumeAsync(id);

        Assert.NotEqual(ControlResult.NotFound, paused);
        Assert.Equal("fired", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task A_paused_instance_goes_nowhere_until_it_is_resumed()
    {
        var reached = 0;
        var mark = Registry.Activity("Mark", (int n) => Interlocked.Exchange(ref reached, n));
        var run = Registry.Orchestrator("steps", async (OrchestrationContext c, Unit _) =>
        {
            await c.WaitForExternalEvent<Unit>("go");
            await c.CallActivityAsync(mark, 1);
            return Unit.Value;
        });
        var other = Registry.Orchestrator("other", (OrchestrationContext c, int n) => c.CallActivityAsync(mark, n));
        await StartEngineAsync();
        var id = await RunningAsync(run, Unit.Value);
        await Client.SuspendAsync(id);
        await RaiseAsync(id, "go", Unit.Value);

        // Somebody else's whole run takes longer than the one step that must not happen.
        await ResultAsync(other, 2);
        Assert.Equal(2, reached);
        await Client.ResumeAsync(id);

        Completed<Unit>(await EndOfAsync(id));
        Assert.Equal(1, reached);
    }

    [Fact]
    public async Task A_paused_instance_can_be_terminated()
    {
        var run = Registry.Orchestrator("forever", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("never"));
        await StartEngineAsync();
        var id = await RunningAsync(run, Unit.Value);
        await Client.SuspendAsync(id);

        Assert.Equal(ControlResult.Accepted, await Client.TerminateAsync(id, "no more"));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await EndOfAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task An_instance_that_has_not_begun_can_be_paused()
    {
        var run = Registry.Orchestrator("soon", (OrchestrationContext c, int n) => Task.FromResult(n));
        await StartEngineAsync();
        var id = (await Client.ScheduleNewInstanceAsync(run, 3, new StartOptions { StartAt = DateTimeOffset.UtcNow.AddMilliseconds(100) })).InstanceId;

        Assert.Equal(ControlResult.Accepted, await Client.SuspendAsync(id));
        await Client.ResumeAsync(id);

        Assert.Equal(3, Completed<int>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task Pausing_nobody_or_one_that_has_ended_says_so()
    {
        var run = Registry.Orchestrator("quick", (OrchestrationContext c, int n) => Task.FromResult(n));
        await StartEngineAsync();
        var id = (await RunAsync(run, 1)).InstanceId;

        Assert.Equal(ControlResult.NotFound, await Client.SuspendAsync("nobody"));
        Assert.Equal(ControlResult.NotFound, await Client.ResumeAsync("nobody"));
        Assert.Equal(ControlResult.AlreadyEnded, await Client.SuspendAsync(id));
        Assert.Equal(ControlResult.AlreadyEnded, await Client.ResumeAsync(id));
    }

    private async Task<string> RunningAsync<TInput, TOutput>(OrchestratorDefinition<TInput, TOutput> run, TInput input)
    {
        var id = await ScheduleAsync(run, input);
        await Eventually.TrueAsync(async () => (await InstanceAsync(id)).RuntimeStatus == OrchestrationRuntimeStatus.Running, Patience, "it runs");
        return id;
    }
}
