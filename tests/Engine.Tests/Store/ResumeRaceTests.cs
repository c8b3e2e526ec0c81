using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Store;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Store;

public sealed class ResumeRaceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task An_activity_that_ends_while_the_resume_is_committed_does_not_run_again()
    {
        using var folder = new TemporaryFolder();
        using var patience = new CancellationTokenSource(Patience);
        using var held = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var hold = 0;
        var ran = new ConcurrentQueue<string>();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var registry = new TaskRegistry();
        var slow = registry.AsyncActivity("Slow", async (ActivityContext _, string name, CancellationToken stop) =>
        {
            ran.Enqueue(name);
            await release.Task.WaitAsync(stop);
            return name;
        });
        var run = registry.Orchestrator("slowly", (OrchestrationContext c, string name) => c.CallActivityAsync(slow, name));
        await using var engine = await EmbeddedEngine.StartAsync(
            new TaskHubOptions
            {
                Path = folder.File("hub.db"),
                Converter = TestJson.Converter,
                ActivityConcurrency = new Dictionary<string, int> { ["Slow"] = 1 },
            },
            registry, NullLoggerFactory.Instance,
            new StoreFaults
            {
                BeforeCommit = _ =>
                {
                    if (Interlocked.Exchange(ref hold, 0) == 1)
                    {
                        held.Release();
                        Assert.True(goOn.Wait(Patience));
                    }
                },
            });
        var first = (await engine.Client.ScheduleNewInstanceAsync(run, "first")).InstanceId;
        await Eventually.TrueAsync(() => ran.Contains("first"), Patience, "the first call runs");
        var second = (await engine.Client.ScheduleNewInstanceAsync(run, "second")).InstanceId;
        await Eventually.TrueAsync(
            async () => (await engine.Client.GetHistoryAsync(second))?.Count > 1, Patience, "the second call waits for its turn");
        await engine.Client.SuspendAsync(first);

        Volatile.Write(ref hold, 1);
        var resume = engine.Client.ResumeAsync(first);
        await held.WaitAsync(patience.Token);
        release.SetResult();
        // The hub has the first call's result once the second one is let in.
        await Eventually.TrueAsync(() => ran.Contains("second"), Patience, "the second call runs");
        goOn.Release();
        await resume;

        Assert.Equal("\"first\"", (await engine.Client.WaitForCompletionAsync(first, patience.Token))?.Output);
        Assert.Equal("\"second\"", (await engine.Client.WaitForCompletionAsync(second, patience.Token))?.Output);
        Assert.Equal(["first", "second"], ran);
    }
}
