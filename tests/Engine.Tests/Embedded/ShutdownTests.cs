using System.Collections.Concurrent;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Embedded;

public sealed class ShutdownTests : EngineContract<EmbeddedHost>
{
    [Fact]
    public async Task A_running_activity_may_finish_and_does_not_run_again()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ran = 0;
        var slow = Registry.AsyncActivity("Slow", async (ActivityContext _, int n, CancellationToken stop) =>
        {
            Interlocked.Increment(ref ran);
            begun.TrySetResult();
            await release.Task.WaitAsync(stop);
            return n;
        });
        var run = Registry.Orchestrator("slowly", (OrchestrationContext c, int n) => c.CallActivityAsync(slow, n));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 3);
        await begun.Task.WaitAsync(Patience);

        var stop = Host.StopAsync();
        Assert.False(stop.IsCompleted);
        release.SetResult();
        await stop.WaitAsync(Patience);
        await Host.StartAsync(Registry);

        Assert.Equal(3, Completed<int>(await EndOfAsync(id)));
        Assert.Equal(1, ran);
    }

    [Fact]
    public async Task An_activity_that_takes_too_long_is_cancelled_and_runs_again_with_the_same_key()
    {
        Host.Options = Host.Options with { DrainTimeout = TimeSpan.FromMilliseconds(50) };
        var keys = new ConcurrentQueue<string>();
        var slow = Registry.AsyncActivity("Slow", async (ActivityContext context, int n, CancellationToken stop) =>
        {
            keys.Enqueue(context.TaskKey);
            if (keys.Count == 1)
            {
                await Task.Delay(Timeout.Infinite, stop);
            }

            return n;
        });
        var run = Registry.Orchestrator("slowly", (OrchestrationContext c, int n) => c.CallActivityAsync(slow, n));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 3);
        await Eventually.TrueAsync(() => !keys.IsEmpty, Patience, "the activity runs");

        await RestartEngineAsync();

        Assert.Equal(3, Completed<int>(await EndOfAsync(id)));
        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task An_activity_that_breaks_because_it_was_cancelled_runs_again()
    {
        Host.Options = Host.Options with { DrainTimeout = TimeSpan.FromMilliseconds(50) };
        var ran = 0;
        var slow = Registry.AsyncActivity("Slow", async (ActivityContext _, int n, CancellationToken stop) =>
        {
            if (Interlocked.Increment(ref ran) == 1)
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, stop);
                }
                catch (OperationCanceledException cancelled)
                {
                    throw new IOException("The connection was closed.", cancelled);
                }
            }

            return n;
        });
        var run = Registry.Orchestrator("slowly", (OrchestrationContext c, int n) => c.CallActivityAsync(slow, n));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 3);
        await Eventually.TrueAsync(() => Volatile.Read(ref ran) == 1, Patience, "the activity runs");

        await RestartEngineAsync();

        Assert.Equal(3, Completed<int>(await EndOfAsync(id)));
        Assert.Equal(2, ran);
    }

    [Fact]
    public async Task Calls_of_one_activity_keep_to_their_limit()
    {
        Host.Options = Host.Options with { ActivityConcurrency = new Dictionary<string, int> { ["Narrow"] = 2 } };
        var (running, most) = (0, 0);
        var two = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var narrow = Registry.AsyncActivity("Narrow", async (ActivityContext _, int n, CancellationToken stop) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (now == 2)
            {
                two.TrySetResult();
            }

            await two.Task.WaitAsync(stop);
            await Task.Delay(2, stop);
            Interlocked.Decrement(ref running);
            return n;
        });
        var fan = Registry.Orchestrator("fan", (OrchestrationContext c, int width) =>
            Task.WhenAll(Enumerable.Range(0, width).Select(i => c.CallActivityAsync(narrow, i))));
        await StartEngineAsync();

        await ResultAsync(fan, 40);

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_closed_engine_says_that_it_is_closed()
    {
        var run = Registry.Orchestrator("quick", (OrchestrationContext c, int n) => Task.FromResult(n));
        await StartEngineAsync();
        var client = Client;
        await Host.StopAsync();

        var refused = await Assert.ThrowsAsync<TaskHubException>(() => client.ScheduleNewInstanceAsync(run, 1));

        Assert.Equal(TaskHubError.Closed, refused.Error);
    }

    [Fact]
    public async Task A_closed_engine_does_not_open_its_file_again_for_a_read()
    {
        await StartEngineAsync();
        var client = Client;
        await Host.StopAsync();

        var refused = await Assert.ThrowsAsync<TaskHubException>(async () => await client.GetInstanceAsync("anything"));

        Assert.Equal(TaskHubError.Closed, refused.Error);
        Assert.False(File.Exists(Host.Options.Path + "-wal"));
    }

    [Fact]
    public async Task Who_waits_for_an_instance_is_told_that_the_hub_closes()
    {
        var run = Registry.Orchestrator("waits", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("never"));
        await StartEngineAsync();
        var id = (await Client.ScheduleNewInstanceAsync(run, Unit.Value)).InstanceId;
        await FirstTurnAsync(id);
        var waiting = Client.WaitForCompletionAsync(id);

        await Host.StopAsync();

        var closed = await Assert.ThrowsAsync<TaskHubException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(120)));
        Assert.Equal(TaskHubError.Closed, closed.Error);
    }

    [Fact]
    public async Task An_orchestrator_that_awaits_a_foreign_task_is_told_so()
    {
        var run = Registry.Orchestrator("foreign", async (OrchestrationContext c, Unit _) =>
        {
            await new TaskCompletionSource().Task;
            return 1;
        });
        await StartEngineAsync();

        var failure = Failed(await RunAsync(run, Unit.Value));

        Assert.Contains("foreign", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("context", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_task_beside_an_open_timer_is_noticed_when_it_ends()
    {
        var foreign = new TaskCompletionSource();
        var run = Registry.Orchestrator("beside", async (OrchestrationContext c, Unit _) =>
        {
            await Task.WhenAny(c.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None), foreign.Task);
            return 1;
        });
        await StartEngineAsync();
        var id = (await Client.ScheduleNewInstanceAsync(run, Unit.Value)).InstanceId;
        await FirstTurnAsync(id);

        foreign.SetResult();

        var ended = await Client.WaitForCompletionAsync(id).WaitAsync(TimeSpan.FromSeconds(120));
        Assert.Contains("its context does not know", Failed(ended!).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_async_void_throws_fails_the_instance()
    {
        var run = Registry.Orchestrator("void", async (OrchestrationContext c, Unit _) =>
        {
            async void Careless()
            {
                await c.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
                throw new InvalidOperationException("nobody awaits this");
            }

            Careless();
            await c.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return 1;
        });
        await StartEngineAsync();

        Assert.Contains("nobody awaits this", Failed(await RunAsync(run, Unit.Value)).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_that_is_used_from_another_thread_says_so()
    {
        var run = Registry.Orchestrator("threads", (OrchestrationContext c, Unit _) =>
        {
            Exception? caught = null;
            var thread = new Thread(() => caught = Record.Exception(() => c.SetCustomStatus("from elsewhere")));
            thread.Start();
            thread.Join();
            return Task.FromResult(caught?.Message ?? "nothing was noticed");
        });
        await StartEngineAsync();

        Assert.Contains("own code path", await ResultAsync(run, Unit.Value), StringComparison.Ordinal);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }

    private async Task FirstTurnAsync(string id)
    {
        var instance = await Client.GetInstanceAsync(id);
        while (instance!.RuntimeStatus == OrchestrationRuntimeStatus.Pending)
        {
            instance = await Client.WaitForChangeAsync(id, instance.LastUpdatedAt).WaitAsync(TimeSpan.FromSeconds(120));
        }
    }
}
