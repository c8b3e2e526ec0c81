using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Audit;

namespace Workflows.Activities.Tests.Audit;

public sealed class FileAuditLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workflows-audit-").FullName;

    private string LogPath => Path.Combine(_folder, "audit.jsonl");

    private string HeadPath => Path.Combine(_folder, "audit.head");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_entry_can_be_checked_with_nothing_but_its_documentation()
    {
        await using (var log = Open())
        {
            await log.AppendAsync(Notes.Of("k1", data: [("b", "ü \"\\\n\u0001\u007f\U0001F600"), ("a", ",\"hash\":\"")]), CancellationToken.None);
            await log.AppendAsync(Notes.Of("k2", "run-2"), CancellationToken.None);
            await log.AppendAsync(Notes.Of("k3"), CancellationToken.None);
        }

        var lines = await File.ReadAllLinesAsync(LogPath);
        Assert.StartsWith("""{"data":{"a":",\"hash\":\"","b":"ü \"\\\n\u0001""", lines[0], StringComparison.Ordinal);
        var hashes = lines.Select(line => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line[..line.LastIndexOf(",\"hash\":\"", StringComparison.Ordinal)] + "}")))).ToList();
        var entries = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        string Text(int entry, string name) => entries[entry].GetProperty(name).GetString()!;
        Assert.Equal(hashes, entries.Select(entry => entry.GetProperty("hash").GetString()));
        Assert.Equal(new string('0', 64), Text(0, "previous"));
        Assert.Equal([hashes[0], hashes[1]], [Text(1, "previous"), Text(2, "previous")]);
        Assert.Equal([new string('0', 64), hashes[0]], [Text(1, "runPrevious"), Text(2, "runPrevious")]);
        Assert.Equal([1, 1, 2], entries.Select(entry => entry.GetProperty("runSequence").GetInt64()));
        Assert.Equal([1, 2, 3], entries.Select(entry => entry.GetProperty("sequence").GetInt64()));
        Assert.EndsWith("Z", Text(0, "time"), StringComparison.Ordinal);
        Assert.Contains(hashes[2], await File.ReadAllTextAsync(HeadPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_recorded_once_also_after_a_restart()
    {
        await using (var log = Open())
        {
            Assert.True(await log.AppendAsync(Notes.Of("k1", data: ("a", "1")), CancellationToken.None));
            Assert.False(await log.AppendAsync(Notes.Of("k1", data: ("a", "2")), CancellationToken.None));
        }

        await using var again = Open();
        Assert.False(await again.AppendAsync(Notes.Of("k1", "run-2", data: ("a", "3")), CancellationToken.None));
        Assert.True(await again.AppendAsync(Notes.Of("k2", "run-2"), CancellationToken.None));

        var entries = await again.ReadAsync(null, CancellationToken.None).ToListAsync();
        Assert.Equal(["k1", "k2"], entries.Select(entry => entry.Key));
        Assert.Equal("1", entries[0].Data["a"]);
        Assert.Equal("k2", Assert.Single(await again.ReadAsync("run-2", CancellationToken.None).ToListAsync()).Key);
        Assert.True((await again.VerifyAsync(null, CancellationToken.None))!.IsIntact);
    }

    [Fact]
    public async Task A_thousand_at_once_are_each_recorded_once_in_an_unbroken_chain()
    {
        await using var log = Open();

        // Every key twice: one of the two is new.
        var appended = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i =>
            Task.Run(() => log.AppendAsync(Notes.Of($"k{i % 500}", $"run-{i % 7}"), CancellationToken.None))));

        Assert.Equal(500, appended.Count(isNew => isNew));
        var report = (await log.VerifyAsync(null, CancellationToken.None))!;
        Assert.Equal((true, 500, 7, 0), (report.IsIntact, report.Entries, report.Runs, report.AfterHead));
    }

    [Fact]
    public async Task A_check_beside_a_host_that_appends_finds_nothing_wrong()
    {
        await using var log = Open();
        await log.AppendAsync(Notes.Of("first"), CancellationToken.None);
        var appending = Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++)
            {
                await log.AppendAsync(Notes.Of($"{worker}/{i}", $"run-{worker}"), CancellationToken.None);
            }
        })));

        var checks = 0;
        await using var other = Open();
        do
        {
            var report = await other.VerifyAsync(null, CancellationToken.None);
            Assert.Null(report!.Fault);
            checks++;
        }
        while (!appending.IsCompleted);

        await appending;
        Assert.True(checks > 1);
    }

    [Fact]
    public async Task A_second_process_is_told_that_the_log_is_in_use()
    {
        await using var first = Open();
        await using var second = Open();
        await first.AppendAsync(Notes.Of("k1"), CancellationToken.None);

        Assert.Contains("in use", (await Assert.ThrowsAsync<AuditLogException>(() => second.AppendAsync(Notes.Of("k2"), CancellationToken.None))).Message, StringComparison.Ordinal);
        await first.DisposeAsync();
        Assert.True(await second.AppendAsync(Notes.Of("k2"), CancellationToken.None));
        await Assert.ThrowsAsync<AuditLogException>(() => first.AppendAsync(Notes.Of("k3"), CancellationToken.None));
    }

    [Fact]
    public async Task A_note_that_is_not_whole_or_too_large_is_refused_and_harms_no_other()
    {
        await using var log = Open();

        await Assert.ThrowsAsync<ArgumentException>(() => log.AppendAsync(Notes.Of(" "), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => log.AppendAsync(Notes.Of("k", run: ""), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => log.AppendAsync(Notes.Of("k", data: ("a", new string('\u0001', AuditEntry.MostBytes / 6))), CancellationToken.None));
        Assert.True(await log.AppendAsync(Notes.Of("k", data: ("a", new string('\u0001', (AuditEntry.MostBytes / 6) - 200))), CancellationToken.None));
        Assert.True((await log.VerifyAsync(null, CancellationToken.None))!.IsIntact);
    }

    [Fact]
    public async Task Where_there_is_no_log_there_is_no_verdict()
    {
        await using var log = Open();

        Assert.Null(await log.VerifyAsync(null, CancellationToken.None));
        Assert.Empty(await log.ReadAsync(null, CancellationToken.None).ToListAsync());
    }

    private AuditLog Open() => new(new FileAuditJournal(_folder, TimeProvider.System), TimeProvider.System, NullLogger<AuditLog>.Instance);
}
