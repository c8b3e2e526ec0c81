using System.Collections.Concurrent;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

/// <summary>Days pass in microseconds: for engines that take their time from a <see cref="TimeProvider"/>.</summary>
public abstract class TimeSkippingContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    private readonly ManualTimeProvider _time = new();

    public override Task InitializeAsync()
    {
        Host.Time = _time;
        return base.InitializeAsync();
    }

    [Fact]
    public async Task A_timer_of_thirty_days_fires_when_thirty_days_have_passed()
    {
        var run = Registry.Orchestrator("month", async (OrchestrationContext c, Unit _) =>
        {
            await c.CreateTimer(TimeSpan.FromDays(30), CancellationToken.None);
            return c.CurrentUtcDateTime;
        });
        var start = _time.GetUtcNow();
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await HistoryHoldsAsync(id, "TimerCreated", 1);

        _time.Advance(TimeSpan.FromDays(29.9));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await InstanceAsync(id)).RuntimeStatus);
        _time.Advance(TimeSpan.FromDays(0.2));

        Assert.InRange(Completed<DateTime>(await EndOfAsync(id)), start.UtcDateTime.AddDays(30), start.UtcDateTime.AddDays(30.2));
    }

    [Fact]
    public async Task A_timer_of_two_hundred_days_is_longer_than_any_system_timer_and_still_fires()
    {
        var run = Registry.Orchestrator("long", async (OrchestrationContext c, Unit _) =>
        {
            await c.CreateTimer(TimeSpan.FromDays(200), CancellationToken.None);
            return true;
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await HistoryHoldsAsync(id, "TimerCreated", 1);

        for (var month = 0; month < 7; month++)
        {
            _time.Advance(TimeSpan.FromDays(30));
        }

        Assert.True(Completed<bool>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task Retries_back_off_by_the_policy()
    {
        var attempts = new ConcurrentQueue<DateTimeOffset>();
        var flaky = Registry.Activity("Flaky", (int failures) =>
        {
            attempts.Enqueue(_time.GetUtcNow());
            return attempts.Count <= failures ? throw new IOException("not yet") : attempts.Count;
        });
        var policy = new RetryPolicy(6, TimeSpan.FromSeconds(10)) { BackoffCoefficient = 3, MaxRetryInterval = TimeSpan.FromSeconds(100) };
        var run = Registry.Orchestrator("backoff", (OrchestrationContext c, int failures) => c.CallActivityAsync(flaky, failures, new TaskOptions(policy)));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 5);

        int[] waits = [10, 30, 90, 100, 100];
        for (var i = 0; i < waits.Length; i++)
        {
            await HistoryHoldsAsync(id, "TimerCreated", i + 1);
            _time.Advance(TimeSpan.FromSeconds(waits[i]) - TimeSpan.FromMilliseconds(1));
            Assert.Equal(i + 1, attempts.Count);
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Eventually.TrueAsync(() => attempts.Count == i + 2, Patience, $"attempt {i + 2}");
        }

        Assert.Equal(6, Completed<int>(await EndOfAsync(id)));
        var times = attempts.ToList();
        Assert.Equal(waits, times.Zip(times.Skip(1), (a, b) => (int)(b - a).TotalSeconds));
    }

    [Fact]
    public async Task No_attempt_starts_after_the_retry_timeout()
    {
        var attempts = 0;
        var fail = Registry.Activity("AlwaysFails", (Unit _) => Interlocked.Increment(ref attempts) > 0 ? throw new IOException("still down") : 0);
        var policy = new RetryPolicy(100, TimeSpan.FromSeconds(10)) { RetryTimeout = TimeSpan.FromSeconds(25) };
        var run = Registry.Orchestrator("timeout", (OrchestrationContext c, Unit _) => c.CallActivityAsync(fail, Unit.Value, new TaskOptions(policy)));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        for (var i = 1; i <= 2; i++)
        {
            await HistoryHoldsAsync(id, "TimerCreated", i);
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal("still down", Failed(await EndOfAsync(id)).RootCause.ErrorMessage);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task An_event_that_does_not_come_in_time_is_a_cancelled_wait_and_is_kept_when_it_comes_later()
    {
        var run = Registry.Orchestrator("late", async (OrchestrationContext c, Unit _) =>
        {
            try
            {
                return "first " + await c.WaitForExternalEvent<string>("decision", TimeSpan.FromHours(1));
            }
            catch (OperationCanceledException)
            {
                c.SetCustomStatus("too late");
                return "second " + await c.WaitForExternalEvent<string>("decision");
            }
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await HistoryHoldsAsync(id, "TimerCreated", 1);

        _time.Advance(TimeSpan.FromHours(1));
        await CustomStatusAsync(id, "too late");
        await RaiseAsync(id, "decision", "yes");

        Assert.Equal("second yes", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task A_start_in_the_future_begins_then_and_not_before()
    {
        var begun = new ConcurrentQueue<DateTime>();
        var run = Registry.Orchestrator("future", (OrchestrationContext c, Unit _) =>
        {
            begun.Enqueue(c.CurrentUtcDateTime);
            return Task.FromResult(1);
        });
        await StartEngineAsync();
        var at = _time.GetUtcNow().AddHours(2);
        var started = await Client.ScheduleNewInstanceAsync(run, Unit.Value, new StartOptions { StartAt = at });

        _time.Advance(TimeSpan.FromHours(1.9));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await InstanceAsync(started.InstanceId)).RuntimeStatus);
        await RestartEngineAsync();
        Assert.Empty(begun);
        _time.Advance(TimeSpan.FromHours(0.2));

        Completed<int>(await EndOfAsync(started.InstanceId));
        Assert.InRange(Assert.Single(begun), at.UtcDateTime, at.UtcDateTime.AddHours(0.2));
    }

    [Fact]
    public async Task A_timer_of_the_execution_before_does_not_fire_for_the_next_one()
    {
        var run = Registry.Orchestrator("forgets", async (OrchestrationContext c, int generation) =>
        {
            var begun = c.CurrentUtcDateTime;
            var timer = c.CreateTimer(generation == 0 ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1), CancellationToken.None);
            if (generation == 0)
            {
                await c.WaitForExternalEvent<Unit>("go");
                c.ContinueAsNew(1);
                return 0;
            }

            c.SetCustomStatus("second");
            await timer;
            return (c.CurrentUtcDateTime - begun).TotalMinutes;
        });
        var other = Registry.Orchestrator("other", (OrchestrationContext c, int n) => Task.FromResult(n));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 0);
        await HistoryHoldsAsync(id, "TimerCreated", 1);
        await RaiseAsync(id, "go", Unit.Value);
        await CustomStatusAsync(id, "second");

        _time.Advance(TimeSpan.FromMinutes(2));
        await ResultAsync(other, 1);
        _time.Advance(TimeSpan.FromMinutes(58));

        Assert.Equal(60, Completed<double>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task Every_change_can_be_watched_though_the_clock_stands_still()
    {
        var run = Registry.Orchestrator("watched", async (OrchestrationContext c, int steps) =>
        {
            for (var i = 0; i < steps; i++)
            {
                c.SetCustomStatus(i);
                await c.WaitForExternalEvent<Unit>("next");
            }

            return steps;
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 5);
        var seen = new List<string?>();
        using var patience = new CancellationTokenSource(Patience);

        OrchestrationMetadata? last = null;
        while (last is not { IsEnded: true })
        {
            last = await Client.WaitForChangeAsync(id, last?.LastUpdatedAt, patience.Token);
            if (last?.CustomStatus is { } status && !seen.Contains(status))
            {
                seen.Add(status);
                await RaiseAsync(id, "next", Unit.Value);
            }
        }

        Assert.Equal(["0", "1", "2", "3", "4"], seen);
    }
}
