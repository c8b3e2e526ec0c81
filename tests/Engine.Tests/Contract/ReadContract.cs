using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

/// <summary>What a client reads: instances, histories, ends and changes.</summary>
public abstract class ReadContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    [Fact]
    public async Task An_ended_instance_tells_all_about_itself()
    {
        var run = Registry.Orchestrator("tells", (OrchestrationContext c, string s) => Task.FromResult(s + "!"));
        await StartEngineAsync();
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);

        var ended = await RunAsync(run, "hello", "t");

        Assert.Equal(("t", "tells", "\"hello\"", "\"hello!\""), (ended.InstanceId, ended.Name, ended.Input, ended.Output));
        Assert.Null(ended.Failure);
        Assert.True(ended.IsEnded);
        Assert.InRange(ended.CreatedAt, before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.InRange(ended.LastUpdatedAt, ended.CreatedAt, DateTimeOffset.UtcNow.AddSeconds(1));
    }

    [Fact]
    public async Task The_history_tells_what_happened_in_the_words_of_durable_task()
    {
        var echo = Registry.Activity("Echo", (int n) => n == 2 ? throw new IOException("two") : n);
        var child = Registry.Orchestrator("child", (OrchestrationContext c, int n) => Task.FromResult(n));
        var run = Registry.Orchestrator("story", async (OrchestrationContext c, Unit _) =>
        {
            await c.CallActivityAsync(echo, 1);
            await Assert.ThrowsAsync<TaskFailedException>(() => c.CallActivityAsync(echo, 2));
            await c.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            await c.CallSubOrchestratorAsync(child, 3);
            return await c.WaitForExternalEvent<int>("go");
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await RaiseAsync(id, "go", 9);
        await EndOfAsync(id);

        var history = (await Client.GetHistoryAsync(id))!;

        string[] story =
        [
            "ExecutionStarted", "TaskScheduled", "TaskCompleted", "TaskScheduled", "TaskFailed", "TimerCreated", "TimerFired",
            "SubOrchestrationInstanceCreated", "SubOrchestrationInstanceCompleted", "ExecutionCompleted",
        ];
        Assert.Equal(story, history.Select(e => e.EventType).Where(story.Contains));
        Assert.Contains(history, e => e is { EventType: "EventRaised", Name: "go", Payload: "9" });
        Assert.Contains(history, e => e is { EventType: "TaskScheduled", Name: "Echo", Payload: "1" });
        Assert.Contains(history, e => e is { EventType: "TaskFailed", Failure.ErrorMessage: "two" });
        Assert.Equal(history.Select(e => e.Sequence).Order(), history.Select(e => e.Sequence));
        Assert.Equal(0, history[0].Sequence);
        Assert.Equal(history.Select(e => e.Timestamp).Order(), history.Select(e => e.Timestamp));
    }

    [Fact]
    public async Task Whoever_waits_for_the_end_of_an_ended_instance_gets_it_at_once()
    {
        var run = Registry.Orchestrator("quick", (OrchestrationContext c, int n) => Task.FromResult(n));
        await StartEngineAsync();
        await ResultAsync(run, 3, "q");
        await RestartEngineAsync();

        Assert.Equal(3, Completed<int>(await EndOfAsync("q")));
    }

    [Fact]
    public async Task Whoever_waits_for_nobody_gets_nobody()
    {
        await StartEngineAsync();
        using var patience = new CancellationTokenSource(Patience);

        Assert.Null(await Client.WaitForCompletionAsync("nobody", patience.Token));
        Assert.Null(await Client.WaitForChangeAsync("nobody", null, patience.Token));
        Assert.Null(await Client.GetInstanceAsync("nobody"));
        Assert.Null(await Client.GetHistoryAsync("nobody"));
    }

    [Fact]
    public async Task A_wait_can_be_given_up()
    {
        var run = Registry.Orchestrator("forever", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("never"));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        using var giveUp = new CancellationTokenSource();
        var wait = Client.WaitForCompletionAsync(id, giveUp.Token);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(Patience));
    }

    [Fact]
    public async Task Many_may_wait_for_one_end()
    {
        var run = Registry.Orchestrator("one", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("go"));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        var waits = Enumerable.Range(0, 50).Select(_ => EndOfAsync(id)).ToList();

        await RaiseAsync(id, "go", 4);

        Assert.All(await Task.WhenAll(waits), ended => Assert.Equal(4, Completed<int>(ended)));
    }

    [Fact]
    public async Task A_change_is_pushed_to_whoever_waits_for_it()
    {
        var run = Registry.Orchestrator("watched", async (OrchestrationContext c, Unit _) =>
        {
            c.SetCustomStatus("one");
            await c.WaitForExternalEvent<Unit>("next");
            c.SetCustomStatus("two");
            await c.WaitForExternalEvent<Unit>("next");
            return "done";
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await CustomStatusAsync(id, "one");
        using var patience = new CancellationTokenSource(Patience);

        var seen = await InstanceAsync(id);
        var change = Client.WaitForChangeAsync(id, seen.LastUpdatedAt, patience.Token);
        Assert.False(change.IsCompleted);
        await RaiseAsync(id, "next", Unit.Value);
        while ((await change)?.CustomStatus != "\"two\"")
        {
            change = Client.WaitForChangeAsync(id, (await change)!.LastUpdatedAt, patience.Token);
        }

        await RaiseAsync(id, "next", Unit.Value);
        while (!(await change)!.IsEnded)
        {
            change = Client.WaitForChangeAsync(id, (await change)!.LastUpdatedAt, patience.Token);
        }

        Assert.Equal("done", Completed<string>((await change)!));
    }
}
