using System.Collections.Concurrent;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Embedded;

/// <summary>What a fork takes over and what it does anew. Durable Functions has no forks.</summary>
public abstract class ForkContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    private readonly ConcurrentQueue<string> _ran = new();
    private volatile string _mood = "";

    [Fact]
    public async Task The_step_and_what_follows_is_done_anew_and_what_came_before_is_not()
    {
        var chain = Chain();
        await StartEngineAsync();
        Assert.Equal("a b c", await ResultAsync(chain, Unit.Value, "run"));

        _mood = "!";
        Assert.Equal(ForkStatus.Forked, (await Client.ForkAsync("run", "fork", "Say", number: 2)).Status);

        Assert.Equal("a b! c!", Completed<string>(await EndOfAsync("fork")));
        Assert.Equal(["a", "b", "c", "b", "c"], _ran);
        Assert.Equal("a b c", Completed<string>(await InstanceAsync("run")));
        Assert.Equal(new ForkedFrom("run", "Say"), (await InstanceAsync("fork")).ForkedFrom);
        Assert.Null((await InstanceAsync("run")).ForkedFrom);
        Assert.Equal(["fork", "run"], (await Client.QueryAsync(new OrchestrationQuery())).Instances.Select(instance => instance.InstanceId));
    }

    [Fact]
    public async Task From_the_first_step_everything_is_done_anew()
    {
        var chain = Chain();
        await StartEngineAsync();
        await ResultAsync(chain, Unit.Value, "run");

        _mood = "!";
        await Client.ForkAsync("run", "fork", "Say");

        Assert.Equal("a! b! c!", Completed<string>(await EndOfAsync("fork")));
    }

    [Theory]
    [InlineData("fail")]
    [InlineData("wait")]
    [InlineData("terminate")]
    [InlineData("suspend")]
    public async Task It_does_not_matter_how_the_other_one_stands(string how)
    {
        var say = Say();
        var run = Registry.Orchestrator("ways", async (OrchestrationContext c, Unit _) =>
        {
            var first = await c.CallActivityAsync(say, "a");
            var second = await c.CallActivityAsync(say, "b");
            return _mood == "fail" ? throw new IOException("no luck") : _mood == "" ? first + second : await c.WaitForExternalEvent<string>("never");
        });
        _mood = how;
        await StartEngineAsync();
        await ScheduleAsync(run, Unit.Value, "run");
        await HistoryHoldsAsync("run", how == "fail" ? "ExecutionFailed" : "TaskCompleted", how == "fail" ? 1 : 2);
        if (how is "terminate" or "suspend")
        {
            await (how == "terminate" ? Client.TerminateAsync("run") : Client.SuspendAsync("run"));
        }

        var before = await InstanceAsync("run");
        _mood = "";
        await Client.ForkAsync("run", "fork", "Say", number: 2);

        Assert.Equal($"a{how}b", Completed<string>(await EndOfAsync("fork")));
        Assert.Equal(before, await InstanceAsync("run"));
    }

    [Fact]
    public async Task Events_that_came_before_are_known_and_later_ones_must_come_again()
    {
        var say = Say();
        var run = Registry.Orchestrator("events", async (OrchestrationContext c, Unit _) =>
        {
            var early = await c.WaitForExternalEvent<string>("early");
            var said = await c.CallActivityAsync(say, "a");
            return $"{early} {said} {await c.WaitForExternalEvent<string>("late")} {await c.WaitForExternalEvent<string>("buffered")}";
        });
        await StartEngineAsync();
        await ScheduleAsync(run, Unit.Value, "run");
        await RaiseAsync("run", "buffered", "B");
        await RaiseAsync("run", "early", "E");
        await RaiseAsync("run", "late", "L");
        Assert.Equal("E a L B", Completed<string>(await EndOfAsync("run")));

        await Client.ForkAsync("run", "fork", "Say");
        await HistoryHoldsAsync("fork", "TaskCompleted", 1);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await InstanceAsync("fork")).RuntimeStatus);
        await RaiseAsync("fork", "late", "other");

        Assert.Equal("E a other B", Completed<string>(await EndOfAsync("fork")));
    }

    [Fact]
    public async Task Unread_events_of_both_survive_when_both_continue_as_new()
    {
        // An event that is carried on keeps its place in the inbox, so that the fork's must have one of its own.
        var say = Say();
        var run = Registry.Orchestrator("goes-on", async (OrchestrationContext c, int generation) =>
        {
            if (generation == 0)
            {
                await c.CallActivityAsync(say, "a");
                await c.WaitForExternalEvent<Unit>("go");
                c.ContinueAsNew(1);
                return "";
            }

            return await c.WaitForExternalEvent<string>("unread");
        });
        await StartEngineAsync();
        await ScheduleAsync(run, 0, "run");
        await RaiseAsync("run", "unread", "kept");
        await HistoryHoldsAsync("run", "EventRaised", 1);
        await HistoryHoldsAsync("run", "TaskCompleted", 1);
        await RaiseAsync("run", "unread", "second");
        await HistoryHoldsAsync("run", "EventRaised", 2);
        // Whatever comes in first, the fork gets what came before its step is asked for, and the rest is told again.
        await Client.ForkAsync("run", "fork", "Say");
        await RaiseAsync("fork", "unread", "forked");
        await RaiseAsync("fork", "go", Unit.Value);
        await RaiseAsync("run", "go", Unit.Value);

        Assert.Equal("kept", Completed<string>(await EndOfAsync("run")));
        Assert.Contains(Completed<string>(await EndOfAsync("fork")), (string[])["kept", "forked"]);
        // What continued as new has a history of its own; where it came from stays known.
        Assert.Equal("run", (await InstanceAsync("fork")).ForkedFrom?.InstanceId);
    }

    [Fact]
    public async Task Guids_of_the_common_part_are_the_same_and_later_ones_and_task_keys_are_its_own()
    {
        var keys = new ConcurrentQueue<string>();
        var note = Registry.AsyncActivity("Note", (ActivityContext context, Unit _, CancellationToken _) =>
        {
            keys.Enqueue(context.TaskKey);
            return Task.FromResult(Unit.Value);
        });
        var run = Registry.Orchestrator("guids", async (OrchestrationContext c, Unit _) =>
        {
            var first = c.NewGuid();
            await c.CallActivityAsync(note, Unit.Value);
            var second = c.NewGuid();
            await c.CallActivityAsync(note, Unit.Value);
            var third = c.NewGuid();
            await c.CallActivityAsync(note, Unit.Value);
            return new[] { first, second, third };
        });
        await StartEngineAsync();
        var one = await ResultAsync(run, Unit.Value, "one");
        await Client.ForkAsync("one", "two", "Note", number: 3);
        var two = Completed<Guid[]>(await EndOfAsync("two"));
        await Client.ForkAsync("two", "three", "Note", number: 2);
        var three = Completed<Guid[]>(await EndOfAsync("three"));

        Assert.Equal(one[..2], two[..2]);
        Assert.Equal(one[0], three[0]);
        Assert.Equal(6, one.Concat(two).Concat(three).Distinct().Count());
        Assert.Equal(6, keys.Distinct().Count());
    }

    [Fact]
    public async Task A_wait_that_was_over_is_over_and_one_that_was_not_goes_on()
    {
        var say = Say();
        var run = Registry.Orchestrator("waits", async (OrchestrationContext c, Unit _) =>
        {
            await c.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            var pending = c.CreateTimer(TimeSpan.FromMilliseconds(30), CancellationToken.None);
            var said = await c.CallActivityAsync(say, "a");
            await pending;
            return said;
        });
        await StartEngineAsync();
        await ResultAsync(run, Unit.Value, "run");

        await Client.ForkAsync("run", "fork", "Say");

        Assert.Equal("a", Completed<string>(await EndOfAsync("fork")));
        Assert.Equal(2, (await Client.GetHistoryAsync("fork"))!.Count(line => line.EventType == "TimerFired"));
    }

    [Fact]
    public async Task A_host_that_dies_right_after_has_a_whole_fork_that_goes_on()
    {
        var chain = Chain();
        await StartEngineAsync();
        await ResultAsync(chain, Unit.Value, "run");
        await Client.ForkAsync("run", "fork", "Say", number: 3);

        await Host.RestartAsync(Registry);

        Assert.Equal("a b c", Completed<string>(await EndOfAsync("fork")));
        Assert.Equal("run", (await InstanceAsync("fork")).ForkedFrom?.InstanceId);
    }

    [Fact]
    public async Task What_forks_read_is_not_purged_before_they_end()
    {
        var say = Say();
        var run = Registry.Orchestrator("until", async (OrchestrationContext c, Unit _) =>
        {
            await c.CallActivityAsync(say, "a");
            return await c.WaitForExternalEvent<string>("go");
        });
        await StartEngineAsync();
        await ScheduleAsync(run, Unit.Value, "run");
        await RaiseAsync("run", "go", "1");
        await EndOfAsync("run");
        await Client.ForkAsync("run", "fork", "Say");
        await HistoryHoldsAsync("fork", "TaskCompleted", 1);
        await Client.ForkAsync("fork", "fork-of-fork", "Say");
        await RaiseAsync("fork", "go", "2");
        await EndOfAsync("fork");

        // The last one reads what the first one wrote, over the one in between.
        Assert.Equal(ControlResult.HasForks, await Client.PurgeAsync("run"));
        Assert.Equal(0, await Client.PurgeAsync(new PurgeFilter()));
        Assert.Equal((ControlResult.HasForks, null), await Client.RestartAsync("run"));
        Assert.Equal(StartStatus.AlreadyExists, (await Client.ScheduleNewInstanceAsync(run, Unit.Value, new StartOptions { InstanceId = "run" })).Status);

        await RaiseAsync("fork-of-fork", "go", "3");
        await EndOfAsync("fork-of-fork");
        Assert.Equal(ControlResult.Accepted, await Client.PurgeAsync("run"));
        Assert.Equal(new ForkedFrom("run", "Say"), (await InstanceAsync("fork")).ForkedFrom);
        Assert.Equal(2, await Client.PurgeAsync(new PurgeFilter()));
    }

    [Fact]
    public async Task What_cannot_be_forked_says_why_and_changes_nothing()
    {
        var chain = Chain();
        await StartEngineAsync();
        await ResultAsync(chain, Unit.Value, "run");
        var step = await Client.StepAsync("run", "Say", 2);

        Assert.Equal(ForkStatus.NotFound, (await Client.ForkAsync("nobody", new ForkOptions("f", "Say", [step]))).Status);
        Assert.Equal(ForkStatus.AlreadyExists, (await Client.ForkAsync("run", new ForkOptions("run", "Say", [step]))).Status);
        Assert.Equal(ForkStatus.StepIsGone, (await Client.ForkAsync("run", new ForkOptions("f", "Say", []))).Status);
        Assert.Equal(ForkStatus.StepIsGone, (await Client.ForkAsync("run", new ForkOptions("f", "Say", [step, step]))).Status);
        Assert.Equal(ForkStatus.StepIsGone, (await Client.ForkAsync("run", new ForkOptions("f", "Say", [step with { Sequence = 999 }]))).Status);
        await ResultAsync(chain, Unit.Value, "run");
        Assert.Equal(ForkStatus.StepIsGone, (await Client.ForkAsync("run", new ForkOptions("f", "Say", [step]))).Status);
        await Assert.ThrowsAsync<ArgumentException>(() => Client.ForkAsync("run", "a/b", "Say"));

        Assert.Equal("run", Assert.Single((await Client.QueryAsync(new OrchestrationQuery())).Instances).InstanceId);
    }

    private OrchestratorDefinition<Unit, string> Chain()
    {
        var say = Say();
        return Registry.Orchestrator("chain", async (OrchestrationContext c, Unit _) =>
            $"{await c.CallActivityAsync(say, "a")} {await c.CallActivityAsync(say, "b")} {await c.CallActivityAsync(say, "c")}");
    }

    private ActivityDefinition<string, string> Say() => Registry.Activity("Say", (string s) =>
    {
        _ran.Enqueue(s);
        return s + _mood;
    });
}
