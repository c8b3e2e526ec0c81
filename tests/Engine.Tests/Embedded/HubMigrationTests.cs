using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Store;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Embedded;

/// <summary>Hubs of earlier versions are taken up as they are.</summary>
public sealed class HubMigrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Hub => _folder.File("hub.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_hub_of_the_first_version_keeps_its_runs_and_finds_them_by_their_labels()
    {
        var registry = new TaskRegistry();
        var waits = registry.Orchestrator("waits", (OrchestrationContext c, string s) => c.WaitForExternalEvent<int>("go"));
        await using (var engine = await StartAsync(registry))
        {
            await engine.Client.ScheduleNewInstanceAsync("waits", """{"label":"Nightly"}""", new StartOptions { InstanceId = "a" });
            await engine.Client.ScheduleNewInstanceAsync("waits", "\"no object\"", new StartOptions { InstanceId = "b" });
            await engine.Client.ScheduleNewInstanceAsync("waits", """{"label":7}""", new StartOptions { InstanceId = "c" });
        }

        Downgrade();
        await using var upgraded = await StartAsync(registry);

        Assert.Equal("a", Assert.Single((await upgraded.Client.QueryAsync(new OrchestrationQuery { Search = "night" })).Instances).InstanceId);
        Assert.Equal(3, (await upgraded.Client.QueryAsync(new OrchestrationQuery { Name = waits.Name })).Instances.Count);
        await upgraded.Client.RaiseEventAsync("b", "go", "1");
        Assert.Equal("1", (await upgraded.Client.WaitForCompletionAsync("b"))!.Output);
        Assert.Single(await upgraded.Client.GetReplaysAsync("b"));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_the_hub_as_it_was()
    {
        await (await StartAsync(new TaskRegistry())).DisposeAsync();
        Downgrade();
        using (var blocked = SqliteDatabase.Open(Hub, readOnly: false))
        {
            // The last step's index is there already, so that step fails.
            blocked.Execute("CREATE INDEX instances_ended ON instances(updated)");
        }

        await Assert.ThrowsAsync<TaskHubException>(() => StartAsync(new TaskRegistry()));

        using var after = SqliteDatabase.Open(Hub, readOnly: true);
        Assert.Equal(1, after.ExecuteScalar("PRAGMA user_version"));
        Assert.Equal(0, after.ExecuteScalar("SELECT count(*) FROM sqlite_master WHERE name = 'replays'"));
    }

    // The file as the first version wrote it.
    private void Downgrade()
    {
        using var database = SqliteDatabase.Open(Hub, readOnly: false);
        database.Execute("""
            DROP TABLE replays; DROP TABLE forks; DROP INDEX instances_top; DROP INDEX instances_status; DROP INDEX instances_ended;
            ALTER TABLE instances DROP COLUMN label; ALTER TABLE instances DROP COLUMN continued; ALTER TABLE instances DROP COLUMN suspension; PRAGMA user_version = 1;
            """);
    }

    private Task<EmbeddedEngine> StartAsync(TaskRegistry registry) =>
        EmbeddedEngine.StartAsync(new TaskHubOptions { Path = Hub, Converter = TestJson.Converter }, registry, NullLoggerFactory.Instance);
}
