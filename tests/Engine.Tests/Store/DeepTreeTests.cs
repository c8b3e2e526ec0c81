using Workflows.Domain.Client;
using Workflows.Engine.Hub;
using Workflows.Engine.Store;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Store;

/// <summary>An orchestrator that calls itself by mistake nests without end; whoever cleans up must not fall with it.</summary>
public sealed class DeepTreeTests
{
    private const int Depth = 20_000;
    private const int SmallStack = 256 * 1024;

    [Fact]
    public void A_very_deep_tree_can_be_terminated_and_purged()
    {
        using var folder = new TemporaryFolder();
        using var transaction = new HubTransaction(HubSchema.OpenForWriting(folder.File("hub.db")), faults: null);
        transaction.Begin();
        ParentLink? parent = null;
        for (var level = 0; level < Depth; level++)
        {
            var header = new InstanceHeader(transaction.NextKey(), $"level{level}", "nested", 0, parent, null);
            transaction.InsertInstance(header, busy: true, now: 1);
            parent = new ParentLink(header.Key, 0, 0, header.Id, header.Name);
        }

        var ended = 0;
        var purged = 0;
        var thread = new Thread(() =>
        {
            var terminated = new HubEffects();
            terminated.Terminate(transaction, transaction.Find("level0")!, "too deep", recursive: true, now: 2);
            ended = terminated.Ended.Count;
            Assert.Equal(OrchestrationRuntimeStatus.Terminated, transaction.Find($"level{Depth - 1}")!.Status);
            purged = new HubEffects().Purge(transaction, transaction.Find("level0")!);
        }, SmallStack);
        thread.Start();
        thread.Join();
        transaction.Commit();

        Assert.Equal(Depth, ended);
        Assert.Equal(Depth, purged);
    }
}
