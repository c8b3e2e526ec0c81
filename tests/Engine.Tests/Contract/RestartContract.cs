using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

public abstract class RestartContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    private int _runs;

    [Fact]
    public async Task Under_the_same_id_the_new_run_replaces_the_old_one()
    {
        var run = Counting();
        await StartEngineAsync();
        await ResultAsync(run, "input", "same");

        var (result, id) = await Client.RestartAsync("same");

        Assert.Equal((ControlResult.Accepted, "same"), (result, id));
        Assert.Equal("input 2", Completed<string>(await EndOfAsync("same")));
        Assert.Single((await Client.QueryAsync(new OrchestrationQuery())).Instances);
    }

    [Fact]
    public async Task Under_a_new_id_both_runs_stand()
    {
        var run = Counting();
        await StartEngineAsync();
        await ResultAsync(run, "input", "first");

        var (result, id) = await Client.RestartAsync("first", withNewInstanceId: true);

        Assert.Equal(ControlResult.Accepted, result);
        Assert.NotEqual("first", id);
        Assert.Equal("input 2", Completed<string>(await EndOfAsync(id!)));
        Assert.Equal("input 1", Completed<string>(await InstanceAsync("first")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_may_begin_with_another_input(bool withNewInstanceId)
    {
        var run = Counting();
        await StartEngineAsync();
        await ResultAsync(run, "input", "first");

        var (result, id) = await Client.RestartAsync("first", withNewInstanceId, "\"another\"");

        Assert.Equal((ControlResult.Accepted, !withNewInstanceId), (result, id == "first"));
        Assert.Equal("another 2", Completed<string>(await EndOfAsync(id!)));
    }

    [Fact]
    public async Task A_failed_and_a_terminated_instance_can_be_restarted()
    {
        var run = Registry.Orchestrator("first-time-unlucky", async (OrchestrationContext c, string way) =>
        {
            if (Interlocked.Increment(ref _runs) > 1)
            {
                return "lucky";
            }

            return way == "fail" ? throw new IOException("no luck") : await c.WaitForExternalEvent<string>("never");
        });
        await StartEngineAsync();
        Failed(await RunAsync(run, "fail", "f"));
        await Client.RestartAsync("f");
        Assert.Equal("lucky", Completed<string>(await EndOfAsync("f")));

        _runs = 0;
        await ScheduleAsync(run, "wait", "t");
        await Eventually.TrueAsync(async () => (await InstanceAsync("t")).RuntimeStatus == OrchestrationRuntimeStatus.Running, Patience, "it runs");
        await Client.TerminateAsync("t");
        await Client.RestartAsync("t");
        Assert.Equal("lucky", Completed<string>(await EndOfAsync("t")));
    }

    [Fact]
    public async Task A_living_instance_or_nobody_cannot_be_restarted()
    {
        var run = Registry.Orchestrator("forever", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("never"));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        Assert.Equal((ControlResult.InvalidState, null), await Client.RestartAsync(id));
        Assert.Equal((ControlResult.NotFound, null), await Client.RestartAsync("nobody"));
    }

    [Fact]
    public async Task An_event_of_the_old_run_does_not_reach_the_new_one()
    {
        var run = Registry.Orchestrator("reader", async (OrchestrationContext c, Unit _) =>
        {
            await c.WaitForExternalEvent<Unit>("gate");
            return 1;
        });
        var second = Registry.Orchestrator("second", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("extra"));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value, "x");
        await RaiseAsync(id, "extra", 1);
        await RaiseAsync(id, "gate", Unit.Value);
        await EndOfAsync(id);

        await ScheduleAsync(second, Unit.Value, "x");
        await RaiseAsync(id, "extra", 2);

        Assert.Equal(2, Completed<int>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task The_new_run_has_activity_keys_and_guids_of_its_own()
    {
        // An activity that keeps its result by key must not take the new run for the old one.
        var keys = new System.Collections.Concurrent.ConcurrentBag<string>();
        var note = Registry.AsyncActivity("Note", (ActivityContext context, Unit _, CancellationToken _) =>
        {
            keys.Add(context.TaskKey);
            return Task.FromResult(Unit.Value);
        });
        var run = Registry.Orchestrator("keys", async (OrchestrationContext c, Unit _) =>
        {
            await c.CallActivityAsync(note, Unit.Value);
            return c.NewGuid();
        });
        await StartEngineAsync();
        var first = await ResultAsync(run, Unit.Value, "same");

        await Client.RestartAsync("same");
        var second = Completed<Guid>(await EndOfAsync("same"));
        var third = await ResultAsync(run, Unit.Value, "same");

        Assert.Equal(3, keys.Distinct().Count());
        Assert.Equal(3, new[] { first, second, third }.Distinct().Count());
    }

    private OrchestratorDefinition<string, string> Counting() =>
        Registry.Orchestrator("counting", (OrchestrationContext c, string input) => Task.FromResult($"{input} {Interlocked.Increment(ref _runs)}"));
}
