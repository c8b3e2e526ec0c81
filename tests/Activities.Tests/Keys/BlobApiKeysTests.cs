using Azure.Storage.Blobs;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Keys;
using Workflows.Activities.Tests.Azurite;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.Tests.Keys;

[Collection(AzuriteCollection.Name)]
public sealed class BlobApiKeysTests(AzuriteFixture fixture) : ApiKeysContract
{
    private readonly string _container = "keys-" + Guid.NewGuid().ToString("N");

    private BlobClient Blob => new(fixture.Server.ConnectionString, _container, "keys/api-keys.json");

    internal override IApiKeys Open() => Open(TimeProvider.System);

    protected override async Task<string> StoredAsync() => (await Blob.DownloadContentAsync()).Value.Content.ToString();

    protected override async Task StoreAsync(string content)
    {
        await new BlobContainerClient(fixture.Server.ConnectionString, _container).CreateIfNotExistsAsync();
        await Blob.UploadAsync(BinaryData.FromString(content), overwrite: true);
    }

    [Fact]
    public async Task A_host_far_away_sees_a_change_after_some_seconds_and_an_unchanged_blob_is_not_read_twice()
    {
        var clock = new SteppingClock();
        var (_, key) = Make("alice");
        await Open().AddAsync(key, CancellationToken.None);
        var host = Open(clock);
        var first = await host.ListAsync(CancellationToken.None);

        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Same(first, await host.ListAsync(CancellationToken.None));
        await Open().RevokeAsync(key.Id, DateTimeOffset.UtcNow, CancellationToken.None);
        Assert.Null(Assert.Single(await host.ListAsync(CancellationToken.None)).RevokedAt);

        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.NotNull(Assert.Single(await host.ListAsync(CancellationToken.None)).RevokedAt);
    }

    private BlobApiKeys Open(TimeProvider time) =>
        new(ArtifactServices.Container(fixture.Server.ConnectionString, _container, fixture.Server), fixture.Server.EnsureStartedAsync, null, time);

    private sealed class SteppingClock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan time) => _now += time;
    }
}
