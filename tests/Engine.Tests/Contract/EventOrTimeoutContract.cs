using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

public abstract class EventOrTimeoutContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    [Fact]
    public async Task The_event_wins_and_the_instance_ends_without_waiting_for_the_timer()
    {
        var run = Race(TimeSpan.FromDays(7));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await HistoryHoldsAsync(id, "TimerCreated", 1);

        await RaiseAsync(id, "decision", "approved");

        Assert.Equal("approved", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task The_timer_wins_when_no_event_comes()
    {
        var run = Race(TimeSpan.FromMilliseconds(50));
        await StartEngineAsync();

        Assert.Equal("timeout", await ResultAsync(run, Unit.Value));
    }

    [Fact]
    public async Task A_wait_with_a_timeout_gives_the_event()
    {
        var run = Registry.Orchestrator("bounded", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<string>("decision", TimeSpan.FromDays(7)));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        await RaiseAsync(id, "decision", "approved");

        Assert.Equal("approved", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task A_wait_with_a_timeout_ends_as_cancelled()
    {
        var run = Registry.Orchestrator("bounded", async (OrchestrationContext c, Unit _) =>
        {
            try
            {
                return await c.WaitForExternalEvent<string>("decision", TimeSpan.FromMilliseconds(30));
            }
            catch (OperationCanceledException)
            {
                return "timeout";
            }
        });
        await StartEngineAsync();

        Assert.Equal("timeout", await ResultAsync(run, Unit.Value));
    }

    [Fact]
    public async Task An_event_that_is_already_there_wins_over_a_timeout_of_zero_or_leaves_nothing_behind()
    {
        var run = Registry.Orchestrator("both", async (OrchestrationContext c, Unit _) =>
        {
            await c.WaitForExternalEvent<Unit>("gate");
            return await c.WaitForExternalEvent<string>("decision", TimeSpan.FromDays(1));
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await RaiseAsync(id, "decision", "early bird");

        await RaiseAsync(id, "gate", Unit.Value);

        Assert.Equal("early bird", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task Many_reminders_and_then_the_decision()
    {
        var run = Registry.Orchestrator("reminders", async (OrchestrationContext c, Unit _) =>
        {
            var decision = c.WaitForExternalEvent<string>("decision");
            for (var reminders = 0; ; reminders++)
            {
                using var stop = new CancellationTokenSource();
                var timer = c.CreateTimer(TimeSpan.FromMilliseconds(10), stop.Token);
                if (await Task.WhenAny(decision, timer) == decision)
                {
                    stop.Cancel();
                    return $"{await decision} after {(reminders >= 3 ? "reminders" : "nothing")}";
                }

                c.SetCustomStatus(reminders >= 3 ? "reminded" : "patient");
            }
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await CustomStatusAsync(id, "reminded");

        await RaiseAsync(id, "decision", "approved");

        Assert.Equal("approved after reminders", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task An_orchestrator_that_forgets_its_timer_ends_all_the_same()
    {
        var run = Registry.Orchestrator("forgetful", async (OrchestrationContext c, Unit _) =>
        {
            var timer = c.CreateTimer(TimeSpan.FromDays(365), CancellationToken.None);
            var decision = c.WaitForExternalEvent<string>("decision");
            return await Task.WhenAny(timer, decision) == decision ? await decision : "timeout";
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        await RaiseAsync(id, "decision", "approved");

        Assert.Equal("approved", Completed<string>(await EndOfAsync(id)));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await InstanceAsync(id)).RuntimeStatus);
    }

    private OrchestratorDefinition<Unit, string> Race(TimeSpan timeout) =>
        Registry.Orchestrator("event-or-timeout", async (OrchestrationContext c, Unit _) =>
        {
            using var stop = new CancellationTokenSource();
            var timer = c.CreateTimer(timeout, stop.Token);
            var decision = c.WaitForExternalEvent<string>("decision", stop.Token);
            var first = await Task.WhenAny(timer, decision);
            stop.Cancel();
            return first == decision ? await decision : "timeout";
        });
}
