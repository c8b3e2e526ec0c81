using System.Collections.Concurrent;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

public abstract class RewindContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    private readonly ConcurrentQueue<string> _ran = new();
    private volatile bool _broken = true;

    [Fact]
    public async Task What_failed_runs_again_and_what_completed_does_not()
    {
        var (good, bad) = GoodAndBad();
        var run = Registry.Orchestrator("chain", async (OrchestrationContext c, Unit _) =>
            $"{await c.CallActivityAsync(good, "a")}{await c.CallActivityAsync(bad, "b")}{await c.CallActivityAsync(good, "c")}");
        await StartEngineAsync();
        var failed = await RunAsync(run, Unit.Value);
        Failed(failed);

        _broken = false;
        Assert.Equal(ControlResult.Accepted, await Client.RewindAsync(failed.InstanceId, "the disk was cleaned"));

        Assert.Equal("abc", Completed<string>(await EndOfAsync(failed.InstanceId)));
        Assert.Equal(["a", "b", "b", "c"], _ran);
        Assert.Null((await InstanceAsync(failed.InstanceId)).Failure);
    }

    [Fact]
    public async Task A_rewind_that_fails_again_can_be_rewound_again()
    {
        var (good, bad) = GoodAndBad();
        var run = Registry.Orchestrator("chain", async (OrchestrationContext c, Unit _) =>
            $"{await c.CallActivityAsync(good, "a")}{await c.CallActivityAsync(bad, "b")}");
        await StartEngineAsync();
        var id = (await RunAsync(run, Unit.Value)).InstanceId;

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(ControlResult.Accepted, await Client.RewindAsync(id));
            Failed(await EndOfAsync(id));
        }

        _broken = false;
        await Client.RewindAsync(id);

        Assert.Equal("ab", Completed<string>(await EndOfAsync(id)));
        Assert.Equal(["a", "b", "b", "b", "b", "b"], _ran);
    }

    [Fact]
    public async Task Of_a_fan_out_only_the_failed_calls_run_again()
    {
        var (_, bad) = GoodAndBad("3", "5");
        var run = Registry.Orchestrator("fan", async (OrchestrationContext c, int width) =>
            string.Concat(await Task.WhenAll(Enumerable.Range(0, width).Select(i => c.CallActivityAsync(bad, $"{i}")))));
        await StartEngineAsync();
        var failed = await RunAsync(run, 8);
        Failed(failed);

        _broken = false;
        await Client.RewindAsync(failed.InstanceId);

        Assert.Equal("01234567", Completed<string>(await EndOfAsync(failed.InstanceId)));
        Assert.Equal(["0", "1", "2", "3", "3", "4", "5", "5", "6", "7"], _ran.Order());
    }

    [Fact]
    public async Task A_call_whose_attempts_are_used_up_runs_again()
    {
        var (good, bad) = GoodAndBad();
        var policy = new TaskOptions(new RetryPolicy(3, TimeSpan.FromMilliseconds(1)));
        var run = Registry.Orchestrator("retries", async (OrchestrationContext c, Unit _) =>
            $"{await c.CallActivityAsync(good, "a")}{await c.CallActivityAsync(bad, "b", policy)}");
        await StartEngineAsync();
        var failed = await RunAsync(run, Unit.Value);
        Failed(failed);
        Assert.Equal(["a", "b", "b", "b"], _ran);

        _broken = false;
        await Client.RewindAsync(failed.InstanceId);

        Assert.Equal("ab", Completed<string>(await EndOfAsync(failed.InstanceId)));
        Assert.Equal(["a", "b", "b", "b", "b"], _ran);
    }

    [Fact]
    public async Task A_failed_child_is_rewound_with_its_parent()
    {
        var (good, bad) = GoodAndBad();
        var child = Registry.Orchestrator("child", async (OrchestrationContext c, string name) =>
            $"{await c.CallActivityAsync(good, $"{name}1")}{await c.CallActivityAsync(bad, $"{name}2")}");
        var parent = Registry.Orchestrator("parent", async (OrchestrationContext c, Unit _) =>
            $"{await c.CallActivityAsync(good, "p")}{await c.CallSubOrchestratorAsync(child, "c", new SubOrchestrationOptions("kid"))}");
        await StartEngineAsync();
        var failed = await RunAsync(parent, Unit.Value);
        Failed(failed);

        _broken = false;
        await Client.RewindAsync(failed.InstanceId);

        Assert.Equal("pc1c2", Completed<string>(await EndOfAsync(failed.InstanceId)));
        Assert.Equal(["p", "c1", "c2", "c2"], _ran);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await InstanceAsync("kid")).RuntimeStatus);
    }

    [Fact]
    public async Task A_failure_that_was_caught_before_the_last_one_stays_caught()
    {
        var (good, bad) = GoodAndBad();
        var caught = Registry.Activity("Caught", (string s) =>
        {
            _ran.Enqueue(s);
            return true ? throw new IOException(s) : s;
        });
        var run = Registry.Orchestrator("caught", async (OrchestrationContext c, Unit _) =>
        {
            string first;
            try
            {
                first = await c.CallActivityAsync(caught, "x");
            }
            catch (TaskFailedException)
            {
                first = await c.CallActivityAsync(good, "plan b ");
            }

            return first + await c.CallActivityAsync(bad, "done");
        });
        await StartEngineAsync();
        var id = (await RunAsync(run, Unit.Value)).InstanceId;

        _broken = false;
        await Client.RewindAsync(id);

        var ended = await EndOfAsync(id);
        Assert.Equal("plan b done", Completed<string>(ended));
        Assert.Equal(1, _ran.Count(s => s == "plan b "));
    }

    [Fact]
    public async Task An_orchestrator_whose_bug_was_mended_goes_on_from_where_it_fell()
    {
        var (good, _) = GoodAndBad();
        await Host.StartAsync(WithBug(good, bug: true));
        var definition = new OrchestratorDefinition<Unit, string>("buggy");
        var failed = await RunAsync(definition, Unit.Value);
        Assert.Equal(typeof(DivideByZeroException).FullName, Failed(failed).ErrorType);

        await Host.RestartAsync(WithBug(good, bug: false));
        Assert.Equal(ControlResult.Accepted, await Client.RewindAsync(failed.InstanceId));

        Assert.Equal("ab", Completed<string>(await EndOfAsync(failed.InstanceId)));
        Assert.Equal(["a", "b"], _ran);
    }

    [Fact]
    public async Task Events_that_were_read_before_the_failure_are_not_asked_for_again()
    {
        var (_, bad) = GoodAndBad();
        var run = Registry.Orchestrator("events", async (OrchestrationContext c, Unit _) =>
            $"{await c.WaitForExternalEvent<string>("n")}{await c.CallActivityAsync(bad, "b")}{await c.WaitForExternalEvent<string>("n")}");
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await RaiseAsync(id, "n", "first ");
        Failed(await EndOfAsync(id));

        _broken = false;
        await Client.RewindAsync(id);
        await RaiseAsync(id, "n", " second");

        Assert.Equal("first b second", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task All_failures_that_ended_it_together_run_again_before_the_tidying()
    {
        var (good, bad) = GoodAndBad();
        var run = Registry.Orchestrator("tidies", async (OrchestrationContext c, Unit _) =>
        {
            try
            {
                return string.Concat(await Task.WhenAll(c.CallActivityAsync(bad, "a"), c.CallActivityAsync(bad, "b")));
            }
            catch (TaskFailedException)
            {
                await c.CallActivityAsync(good, "tidied");
                throw;
            }
        });
        await StartEngineAsync();
        var id = (await RunAsync(run, Unit.Value)).InstanceId;

        _broken = false;
        await Client.RewindAsync(id);

        Assert.Equal("ab", Completed<string>(await EndOfAsync(id)));
        Assert.Equal(["a", "a", "b", "b", "tidied"], _ran.Order());
    }

    [Fact]
    public async Task Tidying_that_failed_too_goes_with_the_failure_that_it_followed()
    {
        var (_, bad) = GoodAndBad();
        var run = Registry.Orchestrator("fails-to-tidy", async (OrchestrationContext c, Unit _) =>
        {
            try
            {
                return await c.CallActivityAsync(bad, "a");
            }
            catch (TaskFailedException first)
            {
                try
                {
                    await c.CallActivityAsync(bad, "tidied");
                }
                catch (TaskFailedException)
                {
                    c.SetCustomStatus("not even tidied");
                }

                throw new InvalidOperationException("gave up", first);
            }
        });
        await StartEngineAsync();
        var id = (await RunAsync(run, Unit.Value)).InstanceId;

        _broken = false;
        await Client.RewindAsync(id);

        Assert.Equal("a", Completed<string>(await EndOfAsync(id)));
        Assert.Equal(["a", "tidied", "a"], _ran);
    }

    [Fact]
    public async Task Only_a_failed_instance_can_be_rewound()
    {
        var run = Registry.Orchestrator("waiter", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("go"));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        Assert.Equal(ControlResult.NotFound, await Client.RewindAsync("nobody"));
        Assert.Equal(ControlResult.InvalidState, await Client.RewindAsync(id));
        await RaiseAsync(id, "go", 1);
        await EndOfAsync(id);
        Assert.Equal(ControlResult.InvalidState, await Client.RewindAsync(id));
        Assert.Equal(1, Completed<int>(await InstanceAsync(id)));
    }

    private (ActivityDefinition<string, string> Good, ActivityDefinition<string, string> Bad) GoodAndBad(params string[] failing)
    {
        var good = Registry.Activity("Good", (string s) =>
        {
            _ran.Enqueue(s);
            return s;
        });
        var bad = Registry.Activity("Bad", (string s) =>
        {
            _ran.Enqueue(s);
            return _broken && (failing.Length == 0 || failing.Contains(s)) ? throw new IOException($"{s} is broken") : s;
        });
        return (good, bad);
    }

    private TaskRegistry WithBug(ActivityDefinition<string, string> good, bool bug)
    {
        var registry = new TaskRegistry();
        registry.Activity("Good", (string s) =>
        {
            _ran.Enqueue(s);
            return s;
        });
        registry.Orchestrator("buggy", async (OrchestrationContext c, Unit _) =>
        {
            var a = await c.CallActivityAsync(good, "a");
            return bug ? throw new DivideByZeroException("a bug") : a + await c.CallActivityAsync(good, "b");
        });
        return registry;
    }
}
