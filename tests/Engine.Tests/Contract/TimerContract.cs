using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

/// <summary>Timers in real time, and therefore short ones.</summary>
public abstract class TimerContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    private static readonly int[] DelaysMs = [120, 40, 80];

    [Fact]
    public async Task Timers_fire_in_the_order_of_their_due_times_not_of_their_creation()
    {
        var run = Registry.Orchestrator("timers", async (OrchestrationContext c, Unit _) =>
        {
            var order = new List<int>();
            var pending = DelaysMs.Select(ms => (Ms: ms, Timer: c.CreateTimer(TimeSpan.FromMilliseconds(ms), CancellationToken.None))).ToList();
            while (pending.Count > 0)
            {
                var fired = await Task.WhenAny(pending.Select(p => p.Timer));
                order.Add(pending.Single(p => p.Timer == fired).Ms);
                pending.RemoveAll(p => p.Timer == fired);
            }

            return order;
        });
        await StartEngineAsync();

        Assert.Equal([40, 80, 120], await ResultAsync(run, Unit.Value));
    }

    [Fact]
    public async Task A_timer_does_not_fire_early_and_moves_the_orchestrators_clock()
    {
        var run = Registry.Orchestrator("clock", async (OrchestrationContext c, Unit _) =>
        {
            var before = c.CurrentUtcDateTime;
            await c.CreateTimer(TimeSpan.FromMilliseconds(60), CancellationToken.None);
            return (c.CurrentUtcDateTime - before).TotalMilliseconds;
        });
        await StartEngineAsync();

        Assert.InRange(await ResultAsync(run, Unit.Value), 60, 10_000);
    }

    [Fact]
    public async Task A_time_in_the_past_is_due_at_once()
    {
        var run = Registry.Orchestrator("past", async (OrchestrationContext c, Unit _) =>
        {
            await c.CreateTimer(c.CurrentUtcDateTime.AddDays(-1), CancellationToken.None);
            await c.CreateTimer(TimeSpan.Zero, CancellationToken.None);
            return "done";
        });
        await StartEngineAsync();

        Assert.Equal("done", await ResultAsync(run, Unit.Value));
    }

    [Fact]
    public async Task A_cancelled_timer_ends_the_wait_at_once_and_is_gone()
    {
        var run = Registry.Orchestrator("cancelled", async (OrchestrationContext c, Unit _) =>
        {
            using var stop = new CancellationTokenSource();
            var timer = c.CreateTimer(TimeSpan.FromDays(30), stop.Token);
            stop.Cancel();
            try
            {
                await timer;
                return "fired";
            }
            catch (OperationCanceledException)
            {
                await c.CreateTimer(TimeSpan.FromMilliseconds(10), CancellationToken.None);
                return "cancelled";
            }
        });
        await StartEngineAsync();

        Assert.Equal("cancelled", await ResultAsync(run, Unit.Value));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_beforehand_never_makes_a_timer()
    {
        var run = Registry.Orchestrator("never", async (OrchestrationContext c, Unit _) =>
        {
            try
            {
                await c.CreateTimer(TimeSpan.FromDays(30), new CancellationToken(canceled: true));
                return "fired";
            }
            catch (OperationCanceledException)
            {
                return "cancelled";
            }
        });
        await StartEngineAsync();

        Assert.Equal("cancelled", await ResultAsync(run, Unit.Value));
    }

    [Fact]
    public async Task A_timer_that_came_due_while_the_engine_was_down_fires_at_the_next_start()
    {
        var run = Registry.Orchestrator("sleeper", async (OrchestrationContext c, Unit _) =>
        {
            await c.CreateTimer(TimeSpan.FromMilliseconds(150), CancellationToken.None);
            return "awake";
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await HistoryHoldsAsync(id, "TimerCreated", 1);
        await Host.StopAsync();

        await Task.Delay(200);
        await Host.StartAsync(Registry);

        Assert.Equal("awake", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task A_thousand_timers_at_once_all_fire()
    {
        var run = Registry.Orchestrator("many", async (OrchestrationContext c, int n) =>
        {
            await Task.WhenAll(Enumerable.Range(0, n).Select(i => c.CreateTimer(TimeSpan.FromMilliseconds(i % 50), CancellationToken.None)));
            return n;
        });
        await StartEngineAsync();

        Assert.Equal(1000, await ResultAsync(run, 1000));
    }
}
