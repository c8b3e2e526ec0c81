using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Audit;

namespace Workflows.Activities.Tests.Audit;

/// <summary>What the next writer makes of a log that a crash or a person left in another state.</summary>
public sealed class DamagedAuditLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workflows-audit-").FullName;

    private string LogPath => Path.Combine(_folder, "audit.jsonl");

    private string HeadPath => Path.Combine(_folder, "audit.head");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_line_that_a_crash_tore_is_moved_aside_and_the_log_goes_on()
    {
        await WriteAsync("k1", "k2");
        await File.AppendAllTextAsync(LogPath, "{\"data\":{},\"key\":\"k3");
        Assert.Equal((true, 20), await VerifiedAsync());

        Assert.True(await AppendAsync("k3"));

        Assert.Equal("{\"data\":{},\"key\":\"k3", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_folder, "audit.torn-*"))));
        Assert.Equal((true, 0), await VerifiedAsync());
        Assert.Equal(3, (await File.ReadAllLinesAsync(LogPath)).Length);
    }

    [Fact]
    public async Task A_whole_entry_that_lost_its_line_feed_and_was_never_acknowledged_is_kept()
    {
        await WriteAsync("k1");
        var head = await File.ReadAllBytesAsync(HeadPath);
        await WriteAsync("k2");
        var log = await File.ReadAllBytesAsync(LogPath);
        await File.WriteAllBytesAsync(LogPath, log[..^1]);
        await File.WriteAllBytesAsync(HeadPath, head);

        Assert.False(await AppendAsync("k2"));

        Assert.Equal(log, await File.ReadAllBytesAsync(LogPath));
        Assert.Equal((true, 0), await VerifiedAsync());
    }

    [Fact]
    public async Task Blocks_that_never_reached_the_disk_are_moved_aside()
    {
        await WriteAsync("k1");
        await File.AppendAllTextAsync(LogPath, new string('\0', 5000) + "\"}\n{\"data\":{}");

        Assert.True(await AppendAsync("k2"));
        Assert.Equal((true, 0), await VerifiedAsync());
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("altered")]
    [InlineData("behind")]
    [InlineData("headless")]
    [InlineData("gone")]
    public async Task To_a_log_that_was_changed_nothing_is_appended_until_somebody_looked(string what)
    {
        await WriteAsync("k1", "k2");
        var lines = await File.ReadAllLinesAsync(LogPath);
        switch (what)
        {
            case "cut": await File.WriteAllTextAsync(LogPath, lines[0] + "\n"); break;
            case "altered": await File.WriteAllTextAsync(LogPath, lines[0].Replace("k1", "k0", StringComparison.Ordinal) + "\n" + lines[1] + "\n"); break;
            case "behind": await File.AppendAllTextAsync(LogPath, lines[1] + "\n"); break;
            case "headless": File.Delete(HeadPath); break;
            default: File.Delete(LogPath); break;
        }

        var error = await Assert.ThrowsAsync<AuditLogException>(() => AppendAsync("k3"));

        Assert.Contains("audit verify", error.Message, StringComparison.Ordinal);
        Assert.False((await VerifiedAsync()).Intact);
        Directory.Delete(_folder, recursive: true);
        Assert.True(await AppendAsync("k3"));
    }

    private AuditLog Open() => new(new FileAuditJournal(_folder, TimeProvider.System), TimeProvider.System, NullLogger<AuditLog>.Instance);

    private async Task WriteAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            await AppendAsync(key);
        }
    }

    /// <summary>Each time a new process, as far as the log can tell.</summary>
    private async Task<bool> AppendAsync(string key)
    {
        await using var log = Open();
        return await log.AppendAsync(Notes.Of(key), CancellationToken.None);
    }

    private async Task<(bool Intact, long Unfinished)> VerifiedAsync()
    {
        await using var log = Open();
        var report = await log.VerifyAsync(null, CancellationToken.None);
        return (report!.IsIntact, report.UnfinishedBytes);
    }
}
