using System.Collections.Concurrent;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Embedded;

/// <summary>
/// What a rewind does with sub-orchestrations that went on, ended or vanished while their parent lay failed. On Durable Functions a
/// parent does not fail before the last of its children has ended.
/// </summary>
public abstract class RewindOfChildrenContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    private readonly ConcurrentQueue<string> _ran = new();
    private volatile bool _broken = true;

    [Fact]
    public async Task A_child_that_completed_after_its_parent_had_failed_counts()
    {
        var parent = TwoChildren();
        await StartEngineAsync();
        var id = await ScheduleAsync(parent, Unit.Value, "p");
        Failed(await EndOfAsync(id));
        await RaiseAsync("slow", "go", "late");
        Completed<string>(await EndOfAsync("slow"));

        _broken = false;
        Assert.Equal(ControlResult.Accepted, await Client.RewindAsync(id));

        Assert.Equal("quick late", Completed<string>(await EndOfAsync(id)));
        Assert.Equal(["quick", "quick", "slow"], _ran.Order());
    }

    [Fact]
    public async Task A_child_that_failed_after_its_parent_had_failed_runs_again_too()
    {
        var parent = TwoChildren();
        await StartEngineAsync();
        var id = await ScheduleAsync(parent, Unit.Value, "p");
        Failed(await EndOfAsync(id));
        await RaiseAsync("slow", "go", "fail");
        Failed(await EndOfAsync("slow"));

        _broken = false;
        Assert.Equal(ControlResult.Accepted, await Client.RewindAsync(id));

        Assert.Equal("quick fail", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task A_child_that_is_still_under_way_answers_the_rewound_parent()
    {
        var parent = TwoChildren();
        await StartEngineAsync();
        var id = await ScheduleAsync(parent, Unit.Value, "p");
        Failed(await EndOfAsync(id));

        _broken = false;
        Assert.Equal(ControlResult.Accepted, await Client.RewindAsync(id));
        await RaiseAsync("slow", "go", "later");

        Assert.Equal("quick later", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task A_child_that_was_rewound_by_itself_and_completed_does_not_run_again()
    {
        var parent = TwoChildren();
        await StartEngineAsync();
        var id = await ScheduleAsync(parent, Unit.Value, "p");
        Failed(await EndOfAsync(id));
        _broken = false;
        await Client.RewindAsync("quick");
        Completed<string>(await EndOfAsync("quick"));
        await RaiseAsync("slow", "go", "late");

        Assert.Equal(ControlResult.Accepted, await Client.RewindAsync(id));

        Assert.Equal("quick late", Completed<string>(await EndOfAsync(id)));
        Assert.Equal(2, _ran.Count(name => name == "quick"));
    }

    [Fact]
    public async Task A_child_that_was_purged_meanwhile_is_started_again()
    {
        var parent = TwoChildren();
        await StartEngineAsync();
        var id = await ScheduleAsync(parent, Unit.Value, "p");
        Failed(await EndOfAsync(id));
        await RaiseAsync("slow", "go", "late");
        Completed<string>(await EndOfAsync("slow"));
        await Client.PurgeAsync("quick");

        _broken = false;
        Assert.Equal(ControlResult.Accepted, await Client.RewindAsync(id));

        Assert.Equal("quick late", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task A_child_that_could_not_have_its_id_is_started_once_the_id_is_free()
    {
        var parent = TwoChildren();
        await StartEngineAsync();
        await Client.ScheduleNewInstanceAsync("child", "\"slow\"", new StartOptions { InstanceId = "quick" });
        var id = await ScheduleAsync(parent, Unit.Value, "p");
        Assert.True(Failed(await EndOfAsync(id)).IsCausedBy("InstanceAlreadyExists"));
        await Client.TerminateAsync("quick");

        _broken = false;
        Assert.Equal(ControlResult.Accepted, await Client.RewindAsync(id));
        await RaiseAsync("slow", "go", "late");

        Assert.Equal("quick late", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task Another_instance_that_has_the_childs_id_is_left_alone()
    {
        var parent = TwoChildren();
        await StartEngineAsync();
        await Client.ScheduleNewInstanceAsync("child", "\"slow\"", new StartOptions { InstanceId = "quick" });
        var id = await ScheduleAsync(parent, Unit.Value, "p");
        Failed(await EndOfAsync(id));

        Assert.Equal(ControlResult.Accepted, await Client.RewindAsync(id));

        Assert.True(Failed(await EndOfAsync(id)).IsCausedBy("InstanceAlreadyExists"));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await InstanceAsync("quick")).RuntimeStatus);
    }

    /// <summary>A parent of two children: "quick" fails as long as things are broken, "slow" waits for the event "go".</summary>
    private OrchestratorDefinition<Unit, string> TwoChildren()
    {
        var work = Registry.Activity("Work", (string name) =>
        {
            _ran.Enqueue(name);
            return _broken && (name is "quick" or "fail") ? throw new IOException($"{name} is broken") : name;
        });
        var child = Registry.Orchestrator("child", async (OrchestrationContext c, string name) =>
        {
            if (name == "quick")
            {
                return await c.CallActivityAsync(work, name);
            }

            var told = await c.WaitForExternalEvent<string>("go");
            await c.CallActivityAsync(work, told == "fail" ? told : name);
            return told;
        });
        return Registry.Orchestrator("parent", async (OrchestrationContext c, Unit _) =>
        {
            var slow = c.CallSubOrchestratorAsync(child, "slow", new SubOrchestrationOptions("slow"));
            var quick = await c.CallSubOrchestratorAsync(child, "quick", new SubOrchestrationOptions("quick"));
            return $"{quick} {await slow}";
        });
    }
}
