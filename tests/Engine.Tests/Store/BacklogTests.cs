using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Store;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Store;

public sealed class BacklogTests
{
    [Fact]
    public async Task A_backlog_that_is_read_one_event_per_execution_costs_the_same_for_each_event()
    {
        const int Events = 400;
        using var folder = new TemporaryFolder();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var registry = new TaskRegistry();
        var run = registry.Orchestrator("one-by-one", async (OrchestrationContext c, int sum) =>
        {
            var n = await c.WaitForExternalEvent<int>("n");
            if (n > 0)
            {
                c.ContinueAsNew(sum + n);
            }

            return sum;
        });
        var writes = 0L;
        await using var engine = await EmbeddedEngine.StartAsync(
            new TaskHubOptions { Path = folder.File("hub.db"), Converter = TestJson.Converter }, registry, NullLoggerFactory.Instance,
            new StoreFaults { BeforeWrite = number => Volatile.Write(ref writes, number) });
        var id = (await engine.Client.ScheduleNewInstanceAsync(run, 0)).InstanceId;
        await engine.Client.SuspendAsync(id);
        await Task.WhenAll(Enumerable.Repeat(1, Events).Select(n => engine.Client.RaiseEventAsync(id, "n", "1")));
        await engine.Client.RaiseEventAsync(id, "n", "0");
        var before = Volatile.Read(ref writes);

        await engine.Client.ResumeAsync(id);
        var ended = await engine.Client.WaitForCompletionAsync(id, patience.Token);

        Assert.Equal($"{Events}", ended?.Output);
        Assert.InRange((Volatile.Read(ref writes) - before) / (double)Events, 1, 12);
    }
}
