using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Store;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Lessons;

/// <summary>What users of durable engines complained about, each as a test: state that is not whole, owners, size, and finding things again.</summary>
public sealed class EngineLessonsOfTheStore : EngineContract<EmbeddedHost>
{
    [Fact]
    public async Task Lesson_01_history_and_instance_row_are_written_together()
    {
        var run = Registry.Orchestrator("quick", (OrchestrationContext c, int n) => Task.FromResult(n));
        await StartEngineAsync();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => RunAsync(run, i)));
        await Host.StopAsync();

        // "Completed" in history if and only if "Completed" in the row, on what is really on the disk.
        using var database = SqliteDatabase.Open(Host.Options.Path, readOnly: true);
        var (completed, running) = ((int)OrchestrationRuntimeStatus.Completed, (int)OrchestrationRuntimeStatus.Running);
        var ended = $"SELECT instance FROM history WHERE kind = {(int)HistoryKind.ExecutionCompleted}";
        Assert.Equal(200, database.ExecuteScalar($"SELECT count(*) FROM instances WHERE status = {completed} AND key IN ({ended})"));
        Assert.Equal(0, database.ExecuteScalar($"SELECT count(*) FROM instances WHERE status <= {running} AND key IN ({ended})"));
        Assert.Equal(0, database.ExecuteScalar("SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM timers)"));
    }

    [Fact]
    public async Task Lesson_04_two_recoverers_cannot_run_one_workflow()
    {
        var ran = 0;
        var once = Registry.Activity("Once", (int n) => Interlocked.Increment(ref ran));
        var run = Registry.Orchestrator("owned", async (OrchestrationContext c, Unit _) =>
        {
            await c.WaitForExternalEvent<Unit>("go");
            return await c.CallActivityAsync(once, 1);
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        var intruders = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Record.ExceptionAsync(() =>
            EmbeddedEngine.StartAsync(Host.Options, Registry, Host.Loggers))));
        await RaiseAsync(id, "go", Unit.Value);

        Assert.All(intruders, refused => Assert.Equal(TaskHubError.AlreadyOwned, Assert.IsType<TaskHubException>(refused).Error));
        Assert.Equal(1, Completed<int>(await EndOfAsync(id)));
        Assert.Equal(1, ran);
    }

    [Fact]
    public async Task Lesson_07_runs_can_be_searched_counted_filtered_and_cleaned_up()
    {
        var run = Registry.Orchestrator("order", (OrchestrationContext c, int n) => n % 10 == 0 ? Task.FromException<int>(new IOException("no")) : Task.FromResult(n));
        var other = Registry.Orchestrator("invoice", (OrchestrationContext c, int n) => Task.FromResult(n));
        await StartEngineAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => RunAsync(run, i, $"order-{i:000}")));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => RunAsync(other, i, $"invoice-{i:000}")));

        Assert.Equal(10, await CountAsync(new OrchestrationQuery { Name = "order", Statuses = [OrchestrationRuntimeStatus.Failed] }));
        Assert.Equal(120, await CountAsync(new OrchestrationQuery { PageSize = 7 }));
        Assert.Equal(10, await CountAsync(new OrchestrationQuery { InstanceIdPrefix = "order-09" }));
        Assert.Equal(110, await Client.PurgeAsync(new PurgeFilter(Statuses: [OrchestrationRuntimeStatus.Completed])));
        Assert.Equal(10, await CountAsync(new OrchestrationQuery()));
    }

    [Fact]
    public async Task Lesson_09_a_large_payload_is_refused_aloud_and_a_small_one_is_whole()
    {
        var run = Registry.Orchestrator("payload", (OrchestrationContext c, string s) => Task.FromResult(s));
        await StartEngineAsync();
        var largest = string.Concat(Enumerable.Range(0, (Host.MaxPayloadBytes - 2) / 8).Select(i => $"{i:00000000}"));

        Assert.Equal(largest, await ResultAsync(run, largest));
        var refused = await Assert.ThrowsAsync<PayloadTooLargeException>(() => Client.ScheduleNewInstanceAsync(run, largest + largest));

        Assert.Contains("artifact store", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(new OrchestrationQuery()));
    }

    [Fact]
    public async Task Lesson_10_a_status_is_there_as_soon_as_the_start_was_accepted()
    {
        var run = Registry.Orchestrator("quick", (OrchestrationContext c, int n) => Task.FromResult(n));
        await StartEngineAsync();

        await Parallel.ForEachAsync(Enumerable.Range(0, 500), async (i, stop) =>
        {
            var id = await ScheduleAsync(run, i);
            Assert.NotNull(await Client.GetInstanceAsync(id, cancellationToken: stop));
            Assert.NotNull(await Client.GetHistoryAsync(id, stop));
            Assert.Contains((await Client.QueryAsync(new OrchestrationQuery { InstanceIdPrefix = id }, stop)).Instances, i => i.InstanceId == id);
        });
    }

    private async Task<int> CountAsync(OrchestrationQuery query)
    {
        var count = 0;
        for (string? token = null; ;)
        {
            var page = await Client.QueryAsync(query with { ContinuationToken = token });
            count += page.Instances.Count;
            token = page.ContinuationToken;
            if (token is null)
            {
                return count;
            }
        }
    }
}
