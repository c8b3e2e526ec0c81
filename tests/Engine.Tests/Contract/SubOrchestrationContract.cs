using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

public abstract class SubOrchestrationContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    [Fact]
    public async Task A_child_takes_an_input_and_answers_its_parent()
    {
        var twice = Registry.Activity("Twice", (int n) => n * 2);
        var child = Registry.Orchestrator("child", (OrchestrationContext c, int n) => c.CallActivityAsync(twice, n));
        var parent = Registry.Orchestrator("parent", async (OrchestrationContext c, int n) =>
            await c.CallSubOrchestratorAsync(child, n) + await c.CallSubOrchestratorAsync(child, n + 1));
        await StartEngineAsync();

        Assert.Equal(22, await ResultAsync(parent, 5));
    }

    [Fact]
    public async Task A_child_knows_its_parent_and_a_top_level_instance_has_none()
    {
        var child = Registry.Orchestrator("child", (OrchestrationContext c, Unit _) => Task.FromResult($"{c.Parent?.Name}/{c.Parent?.InstanceId}/{c.InstanceId}/{c.Name}"));
        var parent = Registry.Orchestrator("parent", async (OrchestrationContext c, Unit _) =>
        {
            var told = await c.CallSubOrchestratorAsync(child, Unit.Value, new SubOrchestrationOptions("kid"));
            return $"{told}|{c.Parent is null}";
        });
        await StartEngineAsync();

        Assert.Equal("parent/mum/kid/child|True", await ResultAsync(parent, Unit.Value, "mum"));
        Assert.Null((await InstanceAsync("mum")).ParentInstanceId);
    }

    [Fact]
    public async Task A_child_without_a_chosen_id_gets_one_of_its_own_and_keeps_it_over_a_replay()
    {
        var ids = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var child = Registry.Orchestrator("child", (OrchestrationContext c, int n) =>
        {
            ids.Enqueue(c.InstanceId);
            return Task.FromResult(n);
        });
        var parent = Registry.Orchestrator("parent", async (OrchestrationContext c, Unit _) =>
        {
            var sum = (await Task.WhenAll(Enumerable.Range(1, 5).Select(i => c.CallSubOrchestratorAsync(child, i)))).Sum();
            c.SetCustomStatus("children done");
            await c.WaitForExternalEvent<Unit>("go");
            return sum;
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(parent, Unit.Value);
        await CustomStatusAsync(id, "children done");

        await RestartEngineAsync();
        await RaiseAsync(id, "go", Unit.Value);

        Assert.Equal(15, Completed<int>(await EndOfAsync(id)));
        Assert.Equal(5, ids.Count);
        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal(6, (await Client.QueryAsync(new OrchestrationQuery())).Instances.Count);
    }

    [Fact]
    public async Task A_failure_passes_from_activity_through_child_to_parent_to_client_with_all_its_words()
    {
        var fail = Registry.Activity("Fail", (Unit _) => Throw());
        var child = Registry.Orchestrator("child", (OrchestrationContext c, Unit _) => c.CallActivityAsync(fail, Unit.Value));
        var parent = Registry.Orchestrator("parent", (OrchestrationContext c, Unit _) => c.CallSubOrchestratorAsync(child, Unit.Value));
        await StartEngineAsync();

        var failure = Failed(await RunAsync(parent, Unit.Value));

        Assert.Equal(typeof(TaskFailedException).FullName, failure.ErrorType);
        Assert.Contains("child", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.True(failure.IsCausedBy<InvalidOperationException>(), failure.ToString());
        Assert.True(failure.IsCausedBy<IOException>(), failure.ToString());
        Assert.Equal("the cable is out", failure.RootCause.ErrorMessage);
        Assert.Contains(nameof(Throw), failure.InnerFailure!.InnerFailure!.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parent_may_catch_the_failure_of_its_child()
    {
        var child = Registry.Orchestrator("child", (OrchestrationContext c, Unit _) => Task.FromException<int>(new InvalidOperationException("no")));
        var parent = Registry.Orchestrator("parent", async (OrchestrationContext c, Unit _) =>
        {
            try
            {
                return await c.CallSubOrchestratorAsync(child, Unit.Value, new SubOrchestrationOptions("naughty"));
            }
            catch (TaskFailedException failed) when (failed.FailureDetails.IsCausedBy<InvalidOperationException>())
            {
                return -1;
            }
        });
        await StartEngineAsync();

        Assert.Equal(-1, await ResultAsync(parent, Unit.Value));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await InstanceAsync("naughty")).RuntimeStatus);
    }

    [Fact]
    public async Task A_child_that_nobody_registered_fails_with_its_name()
    {
        var parent = Registry.Orchestrator("parent", (OrchestrationContext c, Unit _) =>
            c.CallSubOrchestratorAsync(new OrchestratorDefinition<Unit, Unit>("NobodyKnowsMe"), Unit.Value));
        await StartEngineAsync();

        Assert.Contains("NobodyKnowsMe", Failed(await RunAsync(parent, Unit.Value)).RootCause.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_child_is_tried_again_by_its_policy()
    {
        var attempts = 0;
        var child = Registry.Orchestrator("child", (OrchestrationContext c, Unit _) =>
            Interlocked.Increment(ref attempts) < 3 ? Task.FromException<int>(new InvalidOperationException("not yet")) : Task.FromResult(attempts));
        var parent = Registry.Orchestrator("parent", (OrchestrationContext c, Unit _) =>
            c.CallSubOrchestratorAsync(child, Unit.Value, new SubOrchestrationOptions(Retry: new RetryPolicy(5, TimeSpan.FromMilliseconds(5)))));
        await StartEngineAsync();

        Assert.Equal(3, await ResultAsync(parent, Unit.Value));
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Children_may_have_children_ten_levels_deep()
    {
        var self = new OrchestratorDefinition<int, int>("deep");
        Registry.Orchestrator("deep", async (OrchestrationContext c, int level) =>
            level == 0 ? 0 : 1 + await c.CallSubOrchestratorAsync(self, level - 1));
        await StartEngineAsync();

        Assert.Equal(10, await ResultAsync(self, 10));
    }

    [Fact]
    public async Task A_child_that_was_terminated_fails_its_parents_call()
    {
        var child = Registry.Orchestrator("child", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("never"));
        var parent = Registry.Orchestrator("parent", (OrchestrationContext c, Unit _) =>
            c.CallSubOrchestratorAsync(child, Unit.Value, new SubOrchestrationOptions("doomed")));
        await StartEngineAsync();
        var id = await ScheduleAsync(parent, Unit.Value);
        await Eventually.TrueAsync(async () => await Client.GetInstanceAsync("doomed") is { RuntimeStatus: OrchestrationRuntimeStatus.Running }, Patience, "the child runs");

        Assert.Equal(ControlResult.Accepted, await Client.TerminateAsync("doomed", "enough of it"));

        Assert.Equal(typeof(TaskFailedException).FullName, Failed(await EndOfAsync(id)).ErrorType);
    }

    private static Unit Throw() => throw new InvalidOperationException("no answer", new IOException("the cable is out"));
}
