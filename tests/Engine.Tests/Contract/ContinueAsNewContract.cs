using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

public abstract class ContinueAsNewContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    [Fact]
    public async Task A_new_execution_begins_with_the_new_input_under_the_same_id()
    {
        var run = Registry.Orchestrator("counter", (OrchestrationContext c, int n) =>
        {
            if (n < 10)
            {
                c.ContinueAsNew(n + 1);
            }

            return Task.FromResult($"{c.InstanceId} {n}");
        });
        await StartEngineAsync();

        Assert.Equal("again 10", await ResultAsync(run, 0, "again"));
    }

    [Fact]
    public async Task Many_generations_do_not_make_the_history_grow()
    {
        var echo = Registry.Activity("Echo", (int n) => n);
        var run = Registry.Orchestrator("eternal", async (OrchestrationContext c, int n) =>
        {
            for (var i = 0; i < 3; i++)
            {
                await c.CallActivityAsync(echo, i);
            }

            if (n < 200)
            {
                c.ContinueAsNew(n + 1);
            }

            return n;
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 0);

        Assert.Equal(200, Completed<int>(await EndOfAsync(id)));
        Assert.InRange((await Client.GetHistoryAsync(id))!.Count, 1, 20);
    }

    [Fact]
    public async Task Events_that_nobody_read_are_kept_in_their_order()
    {
        var run = Registry.Orchestrator("reader", async (OrchestrationContext c, List<int> got) =>
        {
            got.Add(await c.WaitForExternalEvent<int>("n"));
            if (got.Count < 50)
            {
                c.ContinueAsNew(got);
            }

            return got;
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, []);

        for (var i = 0; i < 50; i++)
        {
            await RaiseAsync(id, "n", i);
        }

        Assert.Equal(Enumerable.Range(0, 50), Completed<List<int>>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task Events_that_nobody_read_are_dropped_when_the_orchestrator_says_so()
    {
        var run = Registry.Orchestrator("dropper", async (OrchestrationContext c, int generation) =>
        {
            c.SetCustomStatus(generation);
            await c.WaitForExternalEvent<Unit>("gate");
            if (generation == 0)
            {
                c.ContinueAsNew(1, preserveUnprocessedEvents: false);
                return 0;
            }

            return await c.WaitForExternalEvent<int>("n");
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 0);
        await CustomStatusAsync(id, 0);
        await RaiseAsync(id, "n", 1);
        await RaiseAsync(id, "gate", Unit.Value);
        await CustomStatusAsync(id, 1);

        await RaiseAsync(id, "n", 2);
        await RaiseAsync(id, "gate", Unit.Value);

        Assert.Equal(2, Completed<int>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task Each_execution_has_activity_keys_of_its_own()
    {
        var keys = new System.Collections.Concurrent.ConcurrentBag<string>();
        var note = Registry.AsyncActivity("Note", (ActivityContext context, Unit _, CancellationToken _) =>
        {
            keys.Add(context.TaskKey);
            return Task.FromResult(Unit.Value);
        });
        var run = Registry.Orchestrator("keys", async (OrchestrationContext c, int n) =>
        {
            await c.CallActivityAsync(note, Unit.Value);
            if (n > 0)
            {
                c.ContinueAsNew(n - 1);
            }

            return n;
        });
        await StartEngineAsync();

        await ResultAsync(run, 9);

        Assert.Equal(10, keys.Distinct().Count());
    }

    [Fact]
    public async Task A_child_that_continues_as_new_answers_its_parent_at_the_end()
    {
        var child = Registry.Orchestrator("child", (OrchestrationContext c, int n) =>
        {
            if (n < 5)
            {
                c.ContinueAsNew(n + 1);
            }

            return Task.FromResult($"{n} {c.Parent?.InstanceId}");
        });
        var parent = Registry.Orchestrator("parent", (OrchestrationContext c, Unit _) => c.CallSubOrchestratorAsync(child, 0));
        await StartEngineAsync();

        Assert.Equal("5 p", await ResultAsync(parent, Unit.Value, "p"));
    }

    [Fact]
    public async Task Clients_see_one_living_instance_all_the_time()
    {
        var run = Registry.Orchestrator("alive", async (OrchestrationContext c, int n) =>
        {
            await c.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            if (n < 30)
            {
                c.ContinueAsNew(n + 1);
            }

            return n;
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 0);
        var end = Client.WaitForCompletionAsync(id);

        while (!end.IsCompleted)
        {
            var seen = await InstanceAsync(id);
            Assert.NotEqual(OrchestrationRuntimeStatus.Failed, seen.RuntimeStatus);
            Assert.Single((await Client.QueryAsync(new OrchestrationQuery())).Instances);
        }

        Assert.Equal(30, Completed<int>((await end)!));
    }
}
