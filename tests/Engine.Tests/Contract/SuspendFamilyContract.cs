using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

/// <summary>A pause is that of all that are below an instance, too: what a run does is done by its sub-orchestrations.</summary>
public abstract class SuspendFamilyContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    private static readonly string[] Below = ["middle", "leaf"];

    private int _steps;

    [Fact]
    public async Task None_below_a_paused_instance_takes_a_step_until_it_is_resumed()
    {
        await FamilyAsync();

        Assert.Equal(ControlResult.Accepted, await Client.SuspendAsync("top", "lunch"));
        Assert.All(await StatusesAsync("top", "middle", "leaf"), status => Assert.Equal(OrchestrationRuntimeStatus.Suspended, status));
        await RaiseAsync("leaf", "go", Unit.Value);
        await RestartEngineAsync();
        await ResultAsync(new OrchestratorDefinition<Unit, Unit>("other"), Unit.Value);
        Assert.Equal(0, Volatile.Read(ref _steps));

        Assert.Equal(ControlResult.Accepted, await Client.ResumeAsync("top", "back"));

        // The event that came meanwhile was kept.
        await EndOfAsync("top");
        Assert.Equal(1, Volatile.Read(ref _steps));
    }

    [Fact]
    public async Task Pausing_and_resuming_twice_is_the_same_as_once()
    {
        await FamilyAsync();

        Assert.Equal(ControlResult.Accepted, await Client.SuspendAsync("top"));
        Assert.Equal(ControlResult.Accepted, await Client.SuspendAsync("top"));
        Assert.Equal(ControlResult.Accepted, await Client.ResumeAsync("top"));
        Assert.Equal(ControlResult.Accepted, await Client.ResumeAsync("top"));

        Assert.All(await StatusesAsync("top", "middle", "leaf"), status => Assert.Equal(OrchestrationRuntimeStatus.Running, status));
        await RaiseAsync("leaf", "go", Unit.Value);
        await EndOfAsync("top");
    }

    [Fact]
    public async Task A_child_that_somebody_paused_for_itself_waits_for_its_own_resume()
    {
        await FamilyAsync();
        await Client.SuspendAsync("middle", "mine");
        await Client.SuspendAsync("top");

        await Client.ResumeAsync("top");

        Assert.Equal([OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.Suspended], await StatusesAsync("top", "middle", "leaf"));
        await Client.ResumeAsync("middle");
        Assert.All(await StatusesAsync(Below), status => Assert.Equal(OrchestrationRuntimeStatus.Running, status));
        await RaiseAsync("leaf", "go", Unit.Value);
        await EndOfAsync("top");
    }

    [Fact]
    public async Task Pausing_the_instance_again_finishes_what_was_paused_by_half()
    {
        await FamilyAsync();
        await Client.SuspendAsync("top", recursive: false);
        Assert.Equal([OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Running], await StatusesAsync("top", "middle", "leaf"));

        await Client.SuspendAsync("top");

        Assert.All(await StatusesAsync(Below), status => Assert.Equal(OrchestrationRuntimeStatus.Suspended, status));
        await Client.ResumeAsync("top");
        Assert.All(await StatusesAsync(Below), status => Assert.Equal(OrchestrationRuntimeStatus.Running, status));
    }

    [Fact]
    public async Task A_child_that_ended_in_the_pause_holds_up_none_below_it()
    {
        await FamilyAsync();
        await Client.SuspendAsync("top");
        await Client.TerminateAsync("middle", "not needed", recursive: false);

        await Client.ResumeAsync("top");

        await Eventually.TrueAsync(async () => (await InstanceAsync("leaf")).RuntimeStatus == OrchestrationRuntimeStatus.Running, Patience, "the leaf goes on");
    }

    private async Task<OrchestrationRuntimeStatus[]> StatusesAsync(params string[] ids) =>
        await Task.WhenAll(ids.Select(async id => (await InstanceAsync(id)).RuntimeStatus));

    private async Task FamilyAsync()
    {
        var step = Registry.Activity("Step", (int n) => Interlocked.Add(ref _steps, n));
        var leaf = Registry.Orchestrator("leaf", async (OrchestrationContext c, Unit _) =>
        {
            await c.WaitForExternalEvent<Unit>("go");
            return await c.CallActivityAsync(step, 1);
        });
        var middle = Registry.Orchestrator("middle", (OrchestrationContext c, Unit _) =>
            c.CallSubOrchestratorAsync(leaf, Unit.Value, new SubOrchestrationOptions("leaf")));
        var top = Registry.Orchestrator("top", async (OrchestrationContext c, Unit _) =>
        {
            try
            {
                return await c.CallSubOrchestratorAsync(middle, Unit.Value, new SubOrchestrationOptions("middle"));
            }
            catch (TaskFailedException)
            {
                return await c.WaitForExternalEvent<int>("never");
            }
        });
        Registry.Orchestrator("other", async (OrchestrationContext c, Unit _) =>
        {
            await c.CallActivityAsync(step, 0);
            return Unit.Value;
        });
        await StartEngineAsync();
        await ScheduleAsync(top, Unit.Value, "top");
        foreach (var id in (string[])["top", "middle", "leaf"])
        {
            await Eventually.TrueAsync(
                async () => await Client.GetInstanceAsync(id) is { RuntimeStatus: OrchestrationRuntimeStatus.Running }, Patience, $"{id} runs");
        }
    }
}
