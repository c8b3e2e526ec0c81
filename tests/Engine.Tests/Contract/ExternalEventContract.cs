using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

public abstract class ExternalEventContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    [Fact]
    public async Task An_event_without_a_name_fails_its_sender_and_not_its_receiver()
    {
        var receiver = Registry.Orchestrator("receiver", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("n"));
        var sender = Registry.Orchestrator("sender", (OrchestrationContext c, string to) =>
        {
            c.SendEvent(to, null!, 1);
            return Task.FromResult(0);
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(receiver, Unit.Value);

        Assert.Equal(typeof(ArgumentNullException).FullName, Failed(await RunAsync(sender, id)).ErrorType);
        await RaiseAsync(id, "n", 2);

        Assert.Equal(2, Completed<int>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task An_event_wakes_the_one_that_waits_for_it()
    {
        var run = Waiter();
        await StartEngineAsync();
        var id = await ScheduleAsync(run, "go");
        await Eventually.TrueAsync(async () => (await InstanceAsync(id)).RuntimeStatus == OrchestrationRuntimeStatus.Running, Patience, "it waits");

        Assert.Equal(ControlResult.Accepted, await RaiseAsync(id, "go", "payload"));

        Assert.Equal("payload", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task An_event_before_anybody_waits_is_kept()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var busy = Registry.AsyncActivity("Busy", async (ActivityContext _, Unit _, CancellationToken stop) =>
        {
            await release.Task.WaitAsync(stop);
            return Unit.Value;
        });
        var run = Registry.Orchestrator("later", async (OrchestrationContext c, Unit _) =>
        {
            await c.CallActivityAsync(busy, Unit.Value);
            return await c.WaitForExternalEvent<int>("early");
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        Assert.Equal(ControlResult.Accepted, await RaiseAsync(id, "early", 42));
        release.SetResult();

        Assert.Equal(42, Completed<int>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task Events_of_one_name_come_in_the_order_in_which_they_were_raised()
    {
        var run = Registry.Orchestrator("fifo", async (OrchestrationContext c, int count) =>
        {
            var got = new List<int>();
            for (var i = 0; i < count; i++)
            {
                got.Add(await c.WaitForExternalEvent<int>("item"));
            }

            return got;
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 200);

        for (var i = 0; i < 200; i++)
        {
            await RaiseAsync(id, "item", i);
        }

        Assert.Equal(Enumerable.Range(0, 200), Completed<List<int>>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task Waits_that_stand_together_are_served_in_the_order_in_which_they_were_made()
    {
        var run = Registry.Orchestrator("queue", async (OrchestrationContext c, Unit _) =>
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => c.WaitForExternalEvent<int>("n"))));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        for (var i = 1; i <= 3; i++)
        {
            await RaiseAsync(id, "n", i);
        }

        Assert.Equal([1, 2, 3], Completed<List<int>>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task Two_names_do_not_mix_and_may_come_in_any_order()
    {
        var run = Registry.Orchestrator("names", async (OrchestrationContext c, Unit _) =>
            $"{await c.WaitForExternalEvent<string>("a")} {await c.WaitForExternalEvent<string>("b")} {await c.WaitForExternalEvent<string>("a")}");
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        await RaiseAsync(id, "b", "b1");
        await RaiseAsync(id, "a", "a1");
        await RaiseAsync(id, "a", "a2");

        Assert.Equal("a1 b1 a2", Completed<string>(await EndOfAsync(id)));
    }

    [Theory]
    [InlineData("approval", "APPROVAL")]
    [InlineData("Approval", "aPPROVAL")]
    public async Task Names_ignore_case(string waited, string raised)
    {
        var run = Waiter();
        await StartEngineAsync();
        var id = await ScheduleAsync(run, waited);

        await RaiseAsync(id, raised, "yes");

        Assert.Equal("yes", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task A_wait_that_was_cancelled_eats_nothing()
    {
        var run = Registry.Orchestrator("cancelled", async (OrchestrationContext c, Unit _) =>
        {
            using var stop = new CancellationTokenSource();
            var abandoned = c.WaitForExternalEvent<int>("n", stop.Token);
            stop.Cancel();
            c.SetCustomStatus("abandoned");
            await c.WaitForExternalEvent<Unit>("go");
            return $"{await c.WaitForExternalEvent<int>("n")} {abandoned.IsCanceled}";
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await CustomStatusAsync(id, "abandoned");

        await RaiseAsync(id, "n", 7);
        await RaiseAsync(id, "go", Unit.Value);

        Assert.Equal("7 True", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task An_event_without_a_payload_is_an_event()
    {
        var run = Registry.Orchestrator("bare", async (OrchestrationContext c, Unit _) => await c.WaitForExternalEvent<string?>("ping") ?? "nothing");
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        await Client.RaiseEventAsync(id, "ping", null);

        Assert.Equal("nothing", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task A_payload_that_does_not_fit_fails_the_wait_with_the_reason()
    {
        var run = Registry.Orchestrator("typed", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("n"));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        await RaiseAsync(id, "n", "seven");

        Assert.True(Failed(await EndOfAsync(id)).IsCausedBy<System.Text.Json.JsonException>());
    }

    [Fact]
    public async Task Raising_to_nobody_or_to_one_that_has_ended_says_so()
    {
        var run = Waiter();
        await StartEngineAsync();
        var id = await ScheduleAsync(run, "go");
        await RaiseAsync(id, "go", "1");
        await EndOfAsync(id);

        Assert.Equal(ControlResult.AlreadyEnded, await RaiseAsync(id, "go", "2"));
        Assert.Equal(ControlResult.NotFound, await RaiseAsync("nobody", "go", "2"));
    }

    [Fact]
    public async Task One_instance_raises_an_event_at_another()
    {
        var run = Waiter();
        var sender = Registry.Orchestrator("sender", (OrchestrationContext c, string to) =>
        {
            c.SendEvent(to, "go", $"from {c.InstanceId}");
            c.SendEvent("nobody-there", "go", "into the void");
            return Task.FromResult(Unit.Value);
        });
        await StartEngineAsync();
        var waiter = await ScheduleAsync(run, "go");

        await ResultAsync(sender, waiter, "s1");

        Assert.Equal("from s1", Completed<string>(await EndOfAsync(waiter)));
    }

    [Fact]
    public async Task Two_instances_talk_to_each_other_and_each_message_comes_once()
    {
        const int Rounds = 30;
        var player = Registry.Orchestrator("player", async (OrchestrationContext c, string other) =>
        {
            var got = new List<int>();
            if (c.InstanceId == "ping")
            {
                c.SendEvent(other, "ball", 0);
            }

            while (got.Count < Rounds)
            {
                var ball = await c.WaitForExternalEvent<int>("ball");
                got.Add(ball);
                c.SendEvent(other, "ball", ball + 1);
            }

            return got;
        });
        await StartEngineAsync();
        await ScheduleAsync(player, "ping", "pong");
        await ScheduleAsync(player, "pong", "ping");

        Assert.Equal(Enumerable.Range(0, Rounds).Select(i => 2 * i), Completed<List<int>>(await EndOfAsync("pong")));
        Assert.Equal(Enumerable.Range(0, Rounds).Select(i => (2 * i) + 1), Completed<List<int>>(await EndOfAsync("ping")));
    }

    [Fact]
    public async Task Events_outlast_a_restart_before_and_after_they_were_read()
    {
        var run = Registry.Orchestrator("restarts", async (OrchestrationContext c, Unit _) =>
        {
            var first = await c.WaitForExternalEvent<int>("n");
            c.SetCustomStatus(first);
            await c.WaitForExternalEvent<Unit>("gate");
            return first + await c.WaitForExternalEvent<int>("n") + await c.WaitForExternalEvent<int>("n");
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await RaiseAsync(id, "n", 1);
        await CustomStatusAsync(id, 1);
        await RaiseAsync(id, "n", 10);
        await RestartEngineAsync();
        await RaiseAsync(id, "n", 100);
        await RestartEngineAsync();

        await RaiseAsync(id, "gate", Unit.Value);

        Assert.Equal(111, Completed<int>(await EndOfAsync(id)));
    }

    private OrchestratorDefinition<string, string> Waiter() =>
        Registry.Orchestrator("waiter", (OrchestrationContext c, string name) => c.WaitForExternalEvent<string>(name));
}
