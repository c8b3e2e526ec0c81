using System.Collections.Concurrent;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Embedded;

/// <summary>Forks of instances that have sub-orchestrations, and forks within those.</summary>
public abstract class ForkOfChildrenContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    private readonly ConcurrentQueue<string> _ran = new();
    private volatile string _mood = "";

    [Fact]
    public async Task One_that_had_ended_is_taken_over_with_its_history()
    {
        var run = Family();
        await StartEngineAsync();
        await ResultAsync(run, Unit.Value, "run");

        _mood = "!";
        await Client.ForkAsync("run", "fork", "family-child", number: 2);

        Assert.Equal("run/1a run/1b; fork/2a! fork/2b!", Completed<string>(await EndOfAsync("fork")));
        var (before, after) = (await InstanceAsync("run:child:1"), await InstanceAsync("fork:child:1"));
        Assert.Equal(before with { InstanceId = "fork:child:1", ParentInstanceId = "fork" }, after);
        Assert.Equal(await Client.GetHistoryAsync("run:child:1"), await Client.GetHistoryAsync("fork:child:1"));
        Assert.Equal(["fork:child:1", "fork:child:2"], (await Client.GetHistoryAsync("fork"))!
            .Where(line => line.EventType == "SubOrchestrationInstanceCreated").Select(line => TestJson.Converter.Deserialize<string>(line.Payload)));
    }

    [Fact]
    public async Task A_step_within_one_is_done_anew_under_the_forks_name_and_the_steps_before_are_not()
    {
        var run = Family();
        await StartEngineAsync();
        await ResultAsync(run, Unit.Value, "run");
        Assert.Equal(["run/1a", "run/1b", "run/2a", "run/2b"], _ran);

        _mood = "!";
        Assert.Equal(ForkStatus.Forked, (await ForkWithinAsync("run", "fork", 2, step: 2)).Status);

        // The part that was done has the other run's name in its result, the rest the fork's: its input was told anew.
        Assert.Equal("run/1a run/1b; run/2a fork/2b!", Completed<string>(await EndOfAsync("fork")));
        Assert.Equal(["fork/2b"], _ran.Skip(4));
        Assert.Equal("fork", (await InstanceAsync("fork:child:2")).ParentInstanceId);
        Assert.Equal("\"fork/2\"", (await InstanceAsync("fork:child:2")).Input);
        Assert.Equal("run:child:2", (await InstanceAsync("fork:child:2")).ForkedFrom?.InstanceId);
    }

    [Fact]
    public async Task From_the_first_step_within_one_that_one_begins_anew()
    {
        var run = Family();
        await StartEngineAsync();
        await ResultAsync(run, Unit.Value, "run");

        await ForkWithinAsync("run", "fork", 1, step: 1);

        Assert.Equal("fork/1a fork/1b; fork/2a fork/2b", Completed<string>(await EndOfAsync("fork")));
    }

    [Fact]
    public async Task The_fork_shows_where_it_is_though_only_its_part_has_something_to_do()
    {
        var run = Family();
        await StartEngineAsync();
        await ResultAsync(run, Unit.Value, "run");
        _mood = "wait";

        await ForkWithinAsync("run", "fork", 2, step: 2);

        await CustomStatusAsync("fork", "child 2");
        await CustomStatusAsync("fork:child:2", "b");
        await RaiseAsync("fork:child:2", "go", Unit.Value);
        Completed<string>(await EndOfAsync("fork"));
    }

    [Fact]
    public async Task A_fork_of_a_fork_within_the_part_that_both_have_goes_on_too()
    {
        var run = Family();
        await StartEngineAsync();
        await ResultAsync(run, Unit.Value, "run");
        await ForkWithinAsync("run", "fork", 2, step: 2);
        await EndOfAsync("fork");

        await ForkWithinAsync("fork", "again", 1, step: 2);

        Assert.Equal("run/1a again/1b; again/2a again/2b", Completed<string>(await EndOfAsync("again")));
    }

    [Fact]
    public async Task A_restart_before_its_part_was_told_its_input_changes_nothing()
    {
        var run = Family();
        await StartEngineAsync();
        await ResultAsync(run, Unit.Value, "run");

        // Another version lacks the code, so that the fork fails before its part could begin.
        await Host.RestartAsync(new TaskRegistry());
        await ForkWithinAsync("run", "fork", 2, step: 2);
        Failed(await EndOfAsync("fork"));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await InstanceAsync("fork:child:2")).RuntimeStatus);
        await Host.RestartAsync(Registry);
        Assert.Equal(ControlResult.Accepted, await Client.RewindAsync("fork"));

        Assert.Equal("run/1a run/1b; run/2a fork/2b", Completed<string>(await EndOfAsync("fork")));
    }

    [Fact]
    public async Task A_part_that_never_began_goes_with_the_fork()
    {
        var run = Family();
        await StartEngineAsync();
        await ResultAsync(run, Unit.Value, "run");
        await Host.RestartAsync(new TaskRegistry());
        await ForkWithinAsync("run", "fork", 2, step: 2);
        Failed(await EndOfAsync("fork"));

        Assert.Equal(ControlResult.Accepted, await Client.PurgeAsync("fork"));

        Assert.Null(await Client.GetInstanceAsync("fork:child:2"));
        Assert.Equal(ControlResult.Accepted, await Client.PurgeAsync("run"));
    }

    [Fact]
    public async Task Children_whose_ids_nobody_chose_are_found_again()
    {
        var child = Child();
        var run = Registry.Orchestrator("unnamed", async (OrchestrationContext c, Unit _) =>
            $"{await c.CallSubOrchestratorAsync(child, "x")}; {await c.CallSubOrchestratorAsync(child, "y")}");
        await StartEngineAsync();
        await ResultAsync(run, Unit.Value, "run");
        // The second execution under an id gives its children other ids.
        await ResultAsync(run, Unit.Value, "run");
        var start = await Client.StepAsync("run", "family-child", 2);
        var within = await Client.StepAsync(TestJson.Converter.Deserialize<string>(start.Payload)!, "Say", 2);

        _mood = "!";
        await Client.ForkAsync("run", new ForkOptions("fork", "y", [start, within]));

        Assert.Equal("xa xb; ya yb!", Completed<string>(await EndOfAsync("fork")));
    }

    [Fact]
    public async Task One_under_way_whose_id_the_fork_would_need_too_is_a_reason_to_refuse()
    {
        var child = Child();
        var run = Registry.Orchestrator("foreign", (OrchestrationContext c, Unit _) =>
            c.CallSubOrchestratorAsync(child, "x", new SubOrchestrationOptions("kid")));
        await StartEngineAsync();
        await ResultAsync(run, Unit.Value, "run");
        var (start, within) = (await Client.StepAsync("run", "family-child"), await Client.StepAsync("kid", "Say", 2));

        var refused = await Client.ForkAsync("run", new ForkOptions("fork", "x", [start, within]));

        Assert.Equal(ForkStatus.Refused, refused.Status);
        Assert.Contains("'kid'", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(ForkStatus.Refused, (await Client.ForkAsync("kid", new ForkOptions("fork", "x", [within]))).Status);
        Assert.Null(await Client.GetInstanceAsync("fork"));
    }

    private async Task<ForkResult> ForkWithinAsync(string run, string fork, int child, int step) => await Client.ForkAsync(run, new ForkOptions(
        fork, "within", [await Client.StepAsync(run, "family-child", child), await Client.StepAsync($"{run}:child:{child}", "Say", step)]));

    private OrchestratorDefinition<Unit, string> Family()
    {
        var child = Child();
        return Registry.Orchestrator("family", async (OrchestrationContext c, Unit _) =>
        {
            List<string> told = [];
            for (var i = 1; i <= 2; i++)
            {
                c.SetCustomStatus($"child {i}");
                told.Add(await c.CallSubOrchestratorAsync(child, $"{c.InstanceId}/{i}", new SubOrchestrationOptions($"{c.InstanceId}:child:{i}")));
            }

            return string.Join("; ", told);
        });
    }

    private OrchestratorDefinition<string, string> Child()
    {
        var say = Registry.Activity("Say", (string s) =>
        {
            _ran.Enqueue(s);
            return s + _mood;
        });
        return Registry.Orchestrator("family-child", async (OrchestrationContext c, string name) =>
        {
            c.SetCustomStatus("a");
            var a = await c.CallActivityAsync(say, name + "a");
            c.SetCustomStatus("b");
            var b = await c.CallActivityAsync(say, name + "b");
            if (b.EndsWith("wait", StringComparison.Ordinal))
            {
                await c.WaitForExternalEvent<Unit>("go");
            }

            return $"{a} {b}";
        });
    }
}
