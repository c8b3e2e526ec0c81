using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Tests.Azurite;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Tests.Artifacts;

[Collection(AzuriteCollection.Name)]
public sealed class BlobArtifactStoreTests(AzuriteFixture fixture) : ArtifactStoreContract
{
    protected override IArtifactStore Store { get; } = ArtifactServices.BlobStore(fixture.Server.ConnectionString, "workflows", fixture.Server);

    [Fact]
    public async Task Artifacts_are_blobs_under_the_prefix_of_the_run()
    {
        var written = await Store.WriteAsync(RunId, "code/round-1.cs", Bytes("class A;"), "text/x-csharp", CancellationToken.None);

        var blob = new BlobClient(fixture.Server.ConnectionString, "workflows", $"runs/{RunId}/code/round-1.cs");
        var properties = (await blob.GetPropertiesAsync()).Value;
        Assert.Equal("text/x-csharp", properties.ContentType);
        Assert.Equal(written.Sha256, properties.Metadata["sha256"]);
        Assert.EndsWith($"/workflows/runs/{RunId}/", Store.Locate(RunId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blob_put_there_by_other_means_gets_its_hash_from_its_body()
    {
        var written = await Store.WriteAsync(RunId, "a.txt", Bytes("body"), "text/plain", CancellationToken.None);
        await new BlobClient(fixture.Server.ConnectionString, "workflows", $"runs/{RunId}/a.txt").SetMetadataAsync(new Dictionary<string, string>());

        Assert.Equal(written, await Store.FindAsync(RunId, "a.txt", CancellationToken.None));
    }

    [Fact]
    public async Task A_container_that_vanished_is_made_again()
    {
        var store = ArtifactServices.BlobStore(fixture.Server.ConnectionString, "vanishing", fixture.Server);
        await store.WriteAsync(RunId, "a.txt", Bytes("one"), "text/plain", CancellationToken.None);
        await new BlobContainerClient(fixture.Server.ConnectionString, "vanishing").DeleteAsync();

        Assert.Null(await store.ReadAsync(RunId, "a.txt", CancellationToken.None));
        await store.WriteAsync(RunId, "a.txt", Bytes("two"), "text/plain", CancellationToken.None);
        Assert.Equal(Bytes("two"), await store.ReadAsync(RunId, "a.txt", CancellationToken.None));
    }

    [Fact]
    public async Task A_refused_connection_is_a_clear_error_without_the_key()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        const string Key = "c2VjcmV0LW1hcmtlci1rZXk=";
        var store = ArtifactServices.BlobStore(
            $"DefaultEndpointsProtocol=http;AccountName=nobody;AccountKey={Key};BlobEndpoint=http://127.0.0.1:{port}/nobody;", "workflows", azurite: null);

        var error = await Assert.ThrowsAsync<ArtifactStoreException>(
            () => store.WriteAsync(RunId, "a.txt", Bytes("x"), "text/plain", CancellationToken.None));

        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("AzureWebJobsStorage", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
    }
}
