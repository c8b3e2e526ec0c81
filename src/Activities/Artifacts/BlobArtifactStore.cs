using System.Security.Cryptography;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Artifacts;

/// <summary>
/// Artifacts as blobs: <c>runs/{runId}/{name}</c> in one container. A body is one put, which the service applies whole or not at all;
/// its hash travels as metadata in the same put.
/// </summary>
/// <param name="container">The container; it is created when it is missing.</param>
/// <param name="prepare">Awaited before every call: starts Azurite where it is used.</param>
/// <param name="identity">Who enters the account; null where a connection string does.</param>
internal sealed class BlobArtifactStore(BlobContainerClient container, Func<CancellationToken, Task> prepare, StorageIdentity? identity = null) : IArtifactStore
{
    private const string HashKey = "sha256";
    private const long LargestSinglePut = 256L * 1024 * 1024;

    public string Locate(string runId)
    {
        ArtifactName.Validate(runId, "artifact");
        // Without the query: a shared access signature would stand there.
        return $"{container.Uri.GetLeftPart(UriPartial.Path)}/{Prefix(runId)}";
    }

    public Task<ArtifactRef> WriteAsync(
        string runId, string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        ArtifactName.Validate(runId, name);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        return GuardAsync("write", runId, name, async () =>
        {
            var artifact = new ArtifactRef(runId, name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content.Span)), contentType);
            var upload = new BlobUploadOptions
            {
                HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
                Metadata = new Dictionary<string, string> { [HashKey] = artifact.Sha256 },
                TransferOptions = new StorageTransferOptions { InitialTransferSize = LargestSinglePut },
            };
            try
            {
                await Blob(runId, name).UploadAsync(BinaryData.FromBytes(content), upload, cancellationToken);
            }
            catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
            {
                await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
                await Blob(runId, name).UploadAsync(BinaryData.FromBytes(content), upload, cancellationToken);
            }

            return artifact;
        }, cancellationToken);
    }

    public Task<byte[]?> ReadAsync(string runId, string name, CancellationToken cancellationToken)
    {
        ArtifactName.Validate(runId, name);
        return GuardAsync("read", runId, name, async () =>
        {
            try
            {
                var download = await Blob(runId, name).DownloadContentAsync(cancellationToken);
                return download.Value.Content.ToArray();
            }
            catch (RequestFailedException missing) when (missing.Status == 404)
            {
                return null;
            }
        }, cancellationToken);
    }

    public Task<ArtifactRef?> FindAsync(string runId, string name, CancellationToken cancellationToken)
    {
        ArtifactName.Validate(runId, name);
        return GuardAsync("read", runId, name, async () =>
        {
            try
            {
                var properties = (await Blob(runId, name).GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
                return await DescribeAsync(runId, name, properties.ContentLength, properties.ContentType, properties.Metadata, cancellationToken);
            }
            catch (RequestFailedException missing) when (missing.Status == 404)
            {
                return null;
            }
        }, cancellationToken);
    }

    public Task<IReadOnlyList<ArtifactRef>> ListAsync(string runId, CancellationToken cancellationToken)
    {
        ArtifactName.Validate(runId, "artifact");
        return GuardAsync<IReadOnlyList<ArtifactRef>>("list", runId, "*", async () =>
        {
            var artifacts = new List<ArtifactRef>();
            await foreach (var blob in BlobsAsync(runId, BlobTraits.Metadata, cancellationToken))
            {
                var name = blob.Name[Prefix(runId).Length..];
                if (ArtifactName.Problem(name) is null)
                {
                    artifacts.Add(await DescribeAsync(
                        runId, name, blob.Properties.ContentLength ?? 0, blob.Properties.ContentType, blob.Metadata, cancellationToken));
                }
            }

            artifacts.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
            return artifacts;
        }, cancellationToken);
    }

    public Task DeleteRunAsync(string runId, CancellationToken cancellationToken)
    {
        ArtifactName.Validate(runId, "artifact");
        return GuardAsync("delete", runId, "*", async () =>
        {
            await foreach (var blob in BlobsAsync(runId, BlobTraits.None, cancellationToken))
            {
                await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
            }

            return true;
        }, cancellationToken);
    }

    private static string Prefix(string runId) => $"runs/{runId}/";

    private BlobClient Blob(string runId, string name) => container.GetBlobClient(Prefix(runId) + name);

    private async IAsyncEnumerable<BlobItem> BlobsAsync(
        string runId, BlobTraits traits, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!await container.ExistsAsync(cancellationToken))
        {
            yield break;
        }

        await foreach (var blob in container.GetBlobsAsync(traits, prefix: Prefix(runId), cancellationToken: cancellationToken))
        {
            yield return blob;
        }
    }

    // A blob that was put there by other means has no hash with it.
    private async Task<ArtifactRef> DescribeAsync(
        string runId, string name, long length, string contentType, IDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        if (!metadata.TryGetValue(HashKey, out var sha256))
        {
            await using var body = await Blob(runId, name).OpenReadAsync(cancellationToken: cancellationToken);
            sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(body, cancellationToken));
        }

        return new ArtifactRef(runId, name, length, sha256, contentType);
    }

    private async Task<T> GuardAsync<T>(string action, string runId, string name, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await prepare(cancellationToken);
        try
        {
            return await work();
        }
        catch (Exception failure) when (BlobFailure.Explains(failure))
        {
            var where = container.Uri.GetLeftPart(UriPartial.Path);
            throw new ArtifactStoreException($"Cannot {action} artifact '{name}' of run '{runId}' at {where}: {BlobFailure.Describe(failure, identity)}", failure);
        }
    }
}
