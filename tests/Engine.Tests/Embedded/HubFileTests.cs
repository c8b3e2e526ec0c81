using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Store;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Embedded;

/// <summary>What can be wrong with the hub's file, and what the user is told.</summary>
public sealed class HubFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Hub => _folder.File("hub.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_owner_is_refused_and_the_first_goes_on()
    {
        var registry = new TaskRegistry();
        var quick = registry.Orchestrator("quick", (OrchestrationContext c, int n) => Task.FromResult(n));
        await using var first = await StartAsync(registry);

        var refused = await Assert.ThrowsAsync<TaskHubException>(() => StartAsync());

        Assert.Equal(TaskHubError.AlreadyOwned, refused.Error);
        Assert.Contains(Hub, refused.Message, StringComparison.Ordinal);
        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
        var started = await first.Client.ScheduleNewInstanceAsync(quick, 1);
        Assert.Equal("1", (await first.Client.WaitForCompletionAsync(started.InstanceId))!.Output);
    }

    [Fact]
    public async Task The_file_is_free_once_its_owner_has_stopped()
    {
        await (await StartAsync()).DisposeAsync();

        await (await StartAsync()).DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        await File.WriteAllTextAsync(Hub, "This is a text, and a long enough one that nobody takes it for the header of a database file. " + new string('.', 5000));
        var before = await File.ReadAllBytesAsync(Hub);

        var refused = await Assert.ThrowsAsync<TaskHubException>(() => StartAsync());

        Assert.Equal(TaskHubError.Corrupt, refused.Error);
        Assert.Contains(Hub, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Hub));
    }

    [Fact]
    public async Task A_damaged_file_is_told_as_damaged()
    {
        var registry = new TaskRegistry();
        var quick = registry.Orchestrator("quick", (OrchestrationContext c, string s) => Task.FromResult(s));
        await using (var engine = await StartAsync(registry))
        {
            for (var i = 0; i < 50; i++)
            {
                await engine.Client.ScheduleNewInstanceAsync(quick, new string('x', 3000));
            }
        }

        var bytes = await File.ReadAllBytesAsync(Hub);
        Array.Fill<byte>(bytes, 0xAA, 100, Math.Min(bytes.Length, 4096) - 100);
        await File.WriteAllBytesAsync(Hub, bytes);

        var refused = await Assert.ThrowsAsync<TaskHubException>(() => StartAsync());

        Assert.Equal(TaskHubError.Corrupt, refused.Error);
        Assert.Contains("backup", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_programs_database_is_refused_and_left_alone()
    {
        using (var other = SqliteDatabase.Open(Hub, readOnly: false))
        {
            other.Execute("CREATE TABLE accounts(id INTEGER PRIMARY KEY, money INTEGER); INSERT INTO accounts VALUES(1, 100);");
        }

        var refused = await Assert.ThrowsAsync<TaskHubException>(() => StartAsync());

        Assert.Equal(TaskHubError.NotAHub, refused.Error);
        Assert.Contains("not a task hub", refused.Message, StringComparison.Ordinal);
        using var after = SqliteDatabase.Open(Hub, readOnly: true);
        Assert.Equal(1, after.ExecuteScalar("SELECT count(*) FROM sqlite_master WHERE type = 'table'"));
        Assert.Equal("delete", after.ExecuteText("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_and_left_alone()
    {
        await (await StartAsync()).DisposeAsync();
        using (var newer = SqliteDatabase.Open(Hub, readOnly: false))
        {
            newer.Execute("PRAGMA user_version = 999");
        }

        var refused = await Assert.ThrowsAsync<TaskHubException>(() => StartAsync());

        Assert.Equal(TaskHubError.NewerVersion, refused.Error);
        Assert.Contains("999", refused.Message, StringComparison.Ordinal);
        Assert.Contains("newer", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told_with_its_name()
    {
        // A file where the folder should be: it stops even root, whom permissions do not.
        await File.WriteAllTextAsync(_folder.File("blocked"), "a file");
        var path = Path.Combine(_folder.File("blocked"), "hub.db");

        var refused = await Assert.ThrowsAsync<TaskHubException>(() => StartAsync(path: path));

        Assert.Equal(TaskHubError.NotWritable, refused.Error);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_the_hubs_place_is_told()
    {
        Directory.CreateDirectory(Hub);

        var refused = await Assert.ThrowsAsync<TaskHubException>(() => StartAsync());

        Assert.Equal(TaskHubError.NotWritable, refused.Error);
    }

    [Fact]
    public async Task A_folder_that_nobody_may_write_to_is_told()
    {
        // Permissions do not stop root, but nobody at all makes files in /proc.
        var refused = await Assert.ThrowsAsync<TaskHubException>(() => StartAsync(path: "/proc/hub.db"));

        Assert.Equal(TaskHubError.NotWritable, refused.Error);
        Assert.Contains("/proc/hub.db", refused.Message, StringComparison.Ordinal);
        Assert.Contains("permissions", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_start_leaves_the_lock_free()
    {
        await File.WriteAllTextAsync(Hub, new string('x', 5000));
        await Assert.ThrowsAsync<TaskHubException>(() => StartAsync());
        File.Delete(Hub);

        await (await StartAsync()).DisposeAsync();
    }

    [Fact]
    public async Task The_hub_is_durable_by_its_settings_and_says_which_library_it_runs()
    {
        await using var engine = await StartAsync();

        Assert.Matches("^SQLite 3\\.[0-9.]+ \\((system|bundled)\\)$", engine.StoreVersion);
        using var same = HubSchema.OpenForWriting(_folder.File("other.db"));
        Assert.Equal("wal", same.ExecuteText("PRAGMA journal_mode"));
        Assert.Equal(2, same.ExecuteScalar("PRAGMA synchronous"));
    }

    private Task<EmbeddedEngine> StartAsync(TaskRegistry? registry = null, string? path = null) => EmbeddedEngine.StartAsync(
        new TaskHubOptions { Path = path ?? Hub, Converter = TestJson.Converter }, registry ?? new TaskRegistry(), NullLoggerFactory.Instance);
}
