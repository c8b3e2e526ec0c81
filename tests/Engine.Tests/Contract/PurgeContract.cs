using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

public abstract class PurgeContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    [Fact]
    public async Task Who_waits_for_a_change_learns_that_the_instance_was_purged_by_a_filter()
    {
        var run = Registry.Orchestrator("ends", (OrchestrationContext c, int n) => Task.FromResult(n));
        await StartEngineAsync();
        var ended = await RunAsync(run, 1);
        var change = Client.WaitForChangeAsync(ended.InstanceId, ended.LastUpdatedAt);

        Assert.Equal(1, await Client.PurgeAsync(new PurgeFilter()));

        Assert.Null(await change.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_purged_instance_is_gone_with_its_history_and_its_id_is_free()
    {
        var run = Quick();
        await StartEngineAsync();
        await ResultAsync(run, 1, "gone");

        Assert.Equal(ControlResult.Accepted, await Client.PurgeAsync("gone"));

        Assert.Null(await Client.GetInstanceAsync("gone"));
        Assert.Null(await Client.GetHistoryAsync("gone"));
        Assert.Empty((await Client.QueryAsync(new OrchestrationQuery())).Instances);
        Assert.Equal(ControlResult.NotFound, await Client.PurgeAsync("gone"));
        var again = await Client.ScheduleNewInstanceAsync(run, 2, new StartOptions { InstanceId = "gone", Reuse = InstanceIdReuse.KeepExisting });
        Assert.Equal(StartStatus.Started, again.Status);
        Assert.Equal(2, Completed<int>(await EndOfAsync("gone")));
    }

    [Fact]
    public async Task A_living_instance_is_not_purged()
    {
        var run = Waiter();
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        Assert.Equal(ControlResult.InvalidState, await Client.PurgeAsync(id));
        Assert.Equal(0, await Client.PurgeAsync(new PurgeFilter()));

        await RaiseAsync(id, "go", 1);
        Assert.Equal(1, Completed<int>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task Children_go_with_their_parent()
    {
        var leaf = Quick();
        var middle = Registry.Orchestrator("middle", (OrchestrationContext c, int n) => c.CallSubOrchestratorAsync(leaf, n, new SubOrchestrationOptions("leaf")));
        var top = Registry.Orchestrator("top", (OrchestrationContext c, int n) => c.CallSubOrchestratorAsync(middle, n, new SubOrchestrationOptions("middle")));
        await StartEngineAsync();
        await ResultAsync(top, 1, "top");
        await ResultAsync(leaf, 1, "stranger");

        await Client.PurgeAsync("top");

        Assert.Equal("stranger", Assert.Single((await Client.QueryAsync(new OrchestrationQuery())).Instances).InstanceId);
    }

    [Fact]
    public async Task A_child_that_lives_on_is_not_purged_with_its_parent()
    {
        var leaf = Waiter();
        var top = Registry.Orchestrator("top", (OrchestrationContext c, Unit _) => c.CallSubOrchestratorAsync(leaf, Unit.Value, new SubOrchestrationOptions("leaf")));
        await StartEngineAsync();
        await ScheduleAsync(top, Unit.Value, "top");
        await Eventually.TrueAsync(async () => await Client.GetInstanceAsync("leaf") is { RuntimeStatus: OrchestrationRuntimeStatus.Running }, Patience, "the child runs");
        await Client.TerminateAsync("top", recursive: false);

        await Client.PurgeAsync("top");

        Assert.Null(await Client.GetInstanceAsync("top"));
        await RaiseAsync("leaf", "go", 3);
        Assert.Equal(3, Completed<int>(await EndOfAsync("leaf")));
    }

    [Fact]
    public async Task A_filter_purges_by_status()
    {
        var run = Registry.Orchestrator("mixed", (OrchestrationContext c, int n) => n == 0 ? Task.FromException<int>(new IOException("no")) : Task.FromResult(n));
        var waiter = Waiter();
        await StartEngineAsync();
        await RunAsync(run, 0, "failed");
        await RunAsync(run, 1, "completed");
        await ScheduleAsync(waiter, Unit.Value, "waiting");
        await ScheduleAsync(waiter, Unit.Value, "terminated");
        await Client.TerminateAsync("terminated");

        Assert.Equal(1, await Client.PurgeAsync(new PurgeFilter(Statuses: [OrchestrationRuntimeStatus.Failed])));
        Assert.Equal(["completed", "terminated", "waiting"], await IdsAsync());
        Assert.Equal(2, await Client.PurgeAsync(new PurgeFilter()));
        Assert.Equal(["waiting"], await IdsAsync());
    }

    [Fact]
    public async Task A_filter_purges_by_the_time_of_creation()
    {
        var run = Quick();
        await StartEngineAsync();
        var created = new List<DateTimeOffset>();
        for (var i = 0; i < 4; i++)
        {
            created.Add((await RunAsync(run, i, $"i{i}")).CreatedAt);
            await Task.Delay(5);
        }

        Assert.Equal(2, await Client.PurgeAsync(new PurgeFilter(created[1], created[2])));

        Assert.Equal(["i0", "i3"], await IdsAsync());
    }

    [Fact]
    public async Task A_purge_holds_after_a_restart()
    {
        var run = Quick();
        await StartEngineAsync();
        await ResultAsync(run, 1, "gone");
        await ResultAsync(run, 1, "here");
        await Client.PurgeAsync("gone");

        await RestartEngineAsync();

        Assert.Equal(["here"], await IdsAsync());
    }

    private OrchestratorDefinition<int, int> Quick() => Registry.Orchestrator("quick", (OrchestrationContext c, int n) => Task.FromResult(n));

    private OrchestratorDefinition<Unit, int> Waiter() => Registry.Orchestrator("waiter", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("go"));

    private async Task<IEnumerable<string>> IdsAsync() =>
        (await Client.QueryAsync(new OrchestrationQuery())).Instances.Select(i => i.InstanceId).Order(StringComparer.Ordinal);
}
