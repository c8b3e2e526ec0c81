using DurableTask.Core.History;
using Microsoft.DurableTask.Client;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;
using Workflows.Functions.Tests.Contract;
using Workflows.Functions.Tests.Fakes;
using HistoryEvent = DurableTask.Core.History.HistoryEvent;
using PortFailedException = Workflows.Domain.Orchestration.TaskFailedException;
using PortStatus = Workflows.Domain.Client.OrchestrationRuntimeStatus;

namespace Workflows.Functions.Tests.Adapters;

/// <summary>What no contract asks for, because only a hub that answers late, or not with all that it knows, brings it about.</summary>
public sealed class ClientAdapterTests : EngineContract<AdapterHost>
{
    [Fact]
    public async Task Where_no_history_is_told_a_failure_has_the_type_and_words_of_the_line_that_the_store_keeps()
    {
        Host.Between = client => new WithoutHistory(client);
        var fail = Registry.Activity("Fail", (string why) => Throw(why));
        var task = Registry.Orchestrator("task", (OrchestrationContext c, string why) => c.CallActivityAsync(fail, why));
        var own = Registry.Orchestrator("own", (OrchestrationContext c, string why) => Task.FromException<int>(new InvalidDataException(why)));
        await StartEngineAsync();

        var ofTask = Failed(await RunAsync(task, "the disk: full"));
        var ofOwn = Failed(await RunAsync(own, "odd: words"));

        Assert.Equal(typeof(PortFailedException).FullName, ofTask.ErrorType);
        Assert.EndsWith("the disk: full", ofTask.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal((typeof(InvalidDataException).FullName, "odd: words"), (ofOwn.ErrorType, ofOwn.ErrorMessage));
    }

    [Fact]
    public async Task A_list_tells_failures_by_their_line_and_with_payloads_with_all_their_causes()
    {
        var fail = Registry.Activity("Fail", (string why) => Throw(why));
        var run = Registry.Orchestrator("list", async (OrchestrationContext c, string why) =>
        {
            try
            {
                return await c.CallActivityAsync(fail, why);
            }
            catch (PortFailedException failed)
            {
                throw new InvalidOperationException("gave up", failed);
            }
        });
        await StartEngineAsync();
        await RunAsync(run, "why");

        var whole = Assert.Single((await Client.QueryAsync(new Domain.Client.OrchestrationQuery { FetchPayloads = true })).Instances).Failure!;

        Assert.Equal("gave up", whole.ErrorMessage);
        Assert.Equal(typeof(PortFailedException).FullName, whole.InnerFailure!.ErrorType);
        Assert.Equal((typeof(IOException).FullName, "why"), (whole.RootCause.ErrorType, whole.RootCause.ErrorMessage));
    }

    [Fact]
    public async Task The_reason_of_a_pause_is_no_output_and_a_status_that_was_never_set_is_none()
    {
        var run = Registry.Orchestrator("wait", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("go"));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        await Client.SuspendAsync(id, "lunch");
        var paused = await InstanceAsync(id);
        await Client.ResumeAsync(id, "back");
        var resumed = await InstanceAsync(id);

        Assert.Equal((PortStatus.Suspended, null, null), (paused.RuntimeStatus, paused.Output, paused.CustomStatus));
        Assert.Equal((null, null), (resumed.Output, resumed.CustomStatus));
    }

    [Fact]
    public async Task A_purge_takes_children_that_have_ended_and_leaves_one_that_runs_with_all_that_is_below_it()
    {
        var leaf = Registry.Orchestrator("leaf", (OrchestrationContext c, int n) => Task.FromResult(n));
        var child = Registry.Orchestrator("child", async (OrchestrationContext c, bool stays) =>
        {
            var n = await c.CallSubOrchestratorAsync(leaf, 1, new Domain.Orchestration.SubOrchestrationOptions(stays ? "leaf-stays" : "leaf-goes"));
            return stays ? await c.WaitForExternalEvent<int>("go") : n;
        });
        var top = Registry.Orchestrator("top", async (OrchestrationContext c, Unit _) =>
        {
            await c.CallSubOrchestratorAsync(child, false, new Domain.Orchestration.SubOrchestrationOptions("goes"));
            return await c.CallSubOrchestratorAsync(child, true, new Domain.Orchestration.SubOrchestrationOptions("stays"));
        });
        await StartEngineAsync();
        await ScheduleAsync(top, Unit.Value, "top");
        await Eventually.TrueAsync(async () => await Client.GetInstanceAsync("leaf-stays") is { IsEnded: true }, Patience, "the last leaf has ended");
        await Client.TerminateAsync("top", recursive: false);

        Assert.Equal(3, await Client.PurgeAsync(new PurgeFilter(Statuses: [PortStatus.Terminated])));

        Assert.Equal(["leaf-stays", "stays"], (await Client.QueryAsync(new Domain.Client.OrchestrationQuery())).Instances.Select(i => i.InstanceId).Order());
    }

    [Fact]
    public async Task A_child_without_a_chosen_id_is_found_by_its_id_where_no_history_is_told()
    {
        Host.Between = client => new WithoutHistory(client);
        var child = Registry.Orchestrator("child", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("go"));
        var parent = Registry.Orchestrator("parent", (OrchestrationContext c, Unit _) => c.CallSubOrchestratorAsync(child, Unit.Value));
        await StartEngineAsync();
        await ScheduleAsync(parent, Unit.Value, "mum");
        var kids = new Domain.Client.OrchestrationQuery { Name = "child" };
        await Eventually.TrueAsync(async () => (await Client.QueryAsync(kids)).Instances.Count == 1, Patience, "the child is there");

        await Client.TerminateAsync("mum");

        var kid = Assert.Single((await Client.QueryAsync(kids)).Instances);
        Assert.Equal(("mum", PortStatus.Terminated), (kid.ParentInstanceId, kid.RuntimeStatus));
    }

    private static int Throw(string why) => throw new IOException(why);

    private sealed class WithoutHistory(DurableTaskClient inner) : DelegatingClient(inner)
    {
        public override Task<IList<HistoryEvent>> GetOrchestrationHistoryAsync(string instanceId, CancellationToken cancellation = default) =>
            throw new NotSupportedException("no histories here");
    }
}
