using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Embedded;

/// <summary>A turn that is under way when its instance is suspended is made to its end, and what it starts waits.</summary>
public sealed class SuspendedTurnTests : EngineContract<EmbeddedHost>, IDisposable
{
    private readonly TaskCompletionSource _inTurn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _goOn = new();
    private int _steps;

    public override async Task DisposeAsync()
    {
        _goOn.Set();
        await base.DisposeAsync();
    }

    public void Dispose() => _goOn.Dispose();

    [Fact]
    public async Task A_child_that_it_starts_begins_when_the_instance_is_resumed()
    {
        var child = Child();
        var run = Registry.Orchestrator("run", async (OrchestrationContext c, Unit _) =>
        {
            InTurn();
            return await c.CallSubOrchestratorAsync(child, Unit.Value, new SubOrchestrationOptions("child"));
        });
        await SuspendInTurnAsync(run);
        _goOn.Set();

        await Eventually.TrueAsync(async () => await Client.GetInstanceAsync("child") is not null, Patience, "the turn is committed");
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await InstanceAsync("child")).RuntimeStatus);
        await RaiseAsync("child", "go", Unit.Value);
        await RestartEngineAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await InstanceAsync("child")).RuntimeStatus);
        Assert.Equal(0, Volatile.Read(ref _steps));

        await Client.ResumeAsync("run");

        Assert.Equal(1, Completed<int>(await EndOfAsync("run")));
    }

    [Fact]
    public async Task A_child_is_not_left_behind_by_an_instance_that_ends_in_it()
    {
        var child = Child();
        var run = Registry.Orchestrator("run", async (OrchestrationContext c, Unit _) =>
        {
            var left = c.CallSubOrchestratorAsync(child, Unit.Value, new SubOrchestrationOptions("child"));
            await c.WaitForExternalEvent<Unit>("go");
            InTurn();
            return left.IsCompleted ? 1 : 0;
        });
        await SuspendInTurnAsync(run, "go");
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await InstanceAsync("child")).RuntimeStatus);
        await RaiseAsync("child", "go", Unit.Value);
        _goOn.Set();

        Assert.Equal(0, Completed<int>(await EndOfAsync("run")));
        Assert.Equal(1, Completed<int>(await EndOfAsync("child")));
    }

    private OrchestratorDefinition<Unit, int> Child()
    {
        var step = Registry.Activity("Step", (int n) => Interlocked.Add(ref _steps, n));
        return Registry.Orchestrator("child", async (OrchestrationContext c, Unit _) =>
        {
            await c.WaitForExternalEvent<Unit>("go");
            return await c.CallActivityAsync(step, 1);
        });
    }

    private async Task SuspendInTurnAsync(OrchestratorDefinition<Unit, int> run, string? raise = null)
    {
        await StartEngineAsync();
        await ScheduleAsync(run, Unit.Value, "run");
        if (raise is not null)
        {
            await Eventually.TrueAsync(async () => await Client.GetInstanceAsync("child") is not null, Patience, "the child is there");
            await RaiseAsync("run", raise, Unit.Value);
        }

        await _inTurn.Task.WaitAsync(Patience);
        Assert.Equal(ControlResult.Accepted, await Client.SuspendAsync("run"));
    }

    private void InTurn()
    {
        _inTurn.TrySetResult();
        _goOn.Wait(Patience);
    }
}
