using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Embedded;

/// <summary>Here every child names its parent to clients. On Durable Functions one does whose id was not chosen.</summary>
public abstract class ParentContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    [Fact]
    public async Task A_child_whose_id_was_chosen_names_its_parent()
    {
        var child = Registry.Orchestrator("child", (OrchestrationContext c, int n) => Task.FromResult(n));
        var parent = Registry.Orchestrator("parent", (OrchestrationContext c, int n) => c.CallSubOrchestratorAsync(child, n, new SubOrchestrationOptions("kid")));
        await StartEngineAsync();

        await ResultAsync(parent, 1, "mum");

        Assert.Equal("mum", (await InstanceAsync("kid")).ParentInstanceId);
        var topLevel = await Client.QueryAsync(new OrchestrationQuery { TopLevelOnly = true, PageSize = 1 });
        Assert.Equal(["mum"], topLevel.Instances.Select(instance => instance.InstanceId));
        Assert.Null(topLevel.ContinuationToken);
    }
}
