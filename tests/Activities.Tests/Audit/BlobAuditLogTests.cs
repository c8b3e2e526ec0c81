using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Audit;
using Workflows.Activities.Tests.Azurite;

namespace Workflows.Activities.Tests.Audit;

[Collection(AzuriteCollection.Name)]
public sealed class BlobAuditLogTests(AzuriteFixture fixture)
{
    private readonly string _container = $"audit-{Guid.NewGuid():N}";

    [Fact]
    public async Task Hosts_that_append_at_the_same_time_make_one_chain_with_each_key_once()
    {
        await using var one = Open();
        await using var other = Open();

        // Every key from both hosts.
        var appended = await Task.WhenAll(new[] { one, other }.SelectMany(log => Enumerable.Range(0, 60).Select(i =>
            Task.Run(async () =>
            {
                await Task.Yield();
                return await log.AppendAsync(Notes.Of($"k{i}", $"run-{i % 3}"), CancellationToken.None);
            }))));

        Assert.Equal(60, appended.Count(isNew => isNew));
        for (var i = 60; i < 70; i++)
        {
            Assert.True(await (i % 2 == 0 ? one : other).AppendAsync(Notes.Of($"k{i}"), CancellationToken.None));
        }

        var report = (await one.VerifyAsync(null, CancellationToken.None))!;
        Assert.Equal((null, 70, 3, 0), (report.Fault, report.Entries, report.Runs, report.AfterHead));
        Assert.Equal(70, (await other.ReadAsync(null, CancellationToken.None).ToListAsync()).DistinctBy(entry => entry.Key).Count());
    }

    [Fact]
    public async Task A_key_is_recorded_once_also_after_a_restart()
    {
        await using (var log = Open())
        {
            Assert.Null(await log.VerifyAsync(null, CancellationToken.None));
            Assert.True(await log.AppendAsync(Notes.Of("k1"), CancellationToken.None));
        }

        await using var again = Open();
        Assert.False(await again.AppendAsync(Notes.Of("k1"), CancellationToken.None));
        Assert.True(await again.AppendAsync(Notes.Of("k2"), CancellationToken.None));
        Assert.Equal(2, (await again.VerifyAsync(null, CancellationToken.None))!.Entries);
    }

    [Fact]
    public async Task A_log_that_was_replaced_by_a_shorter_one_is_found_and_left_alone()
    {
        await using (var log = Open())
        {
            await log.AppendAsync(Notes.Of("k1"), CancellationToken.None);
            await log.AppendAsync(Notes.Of("k2"), CancellationToken.None);
        }

        var blob = new AppendBlobClient(fixture.Server.ConnectionString, _container, "audit/audit.jsonl");
        var first = (await new BlobClient(fixture.Server.ConnectionString, _container, "audit/audit.jsonl").DownloadContentAsync()).Value.Content.ToString().Split('\n')[0];
        await blob.CreateAsync();
        await blob.AppendBlockAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(first + "\n")));

        await using var again = Open();
        Assert.Equal(2, (await again.VerifyAsync(null, CancellationToken.None))!.Fault!.Sequence);
        await Assert.ThrowsAsync<AuditLogException>(() => again.AppendAsync(Notes.Of("k3"), CancellationToken.None));
    }

    private AuditLog Open() => new(
        new BlobAuditJournal(ArtifactServices.Container(fixture.Server.ConnectionString, _container, fixture.Server), fixture.Server.EnsureStartedAsync, null),
        TimeProvider.System, NullLogger<AuditLog>.Instance);
}
