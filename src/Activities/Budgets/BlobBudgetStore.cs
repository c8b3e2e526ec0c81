using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Workflows.Activities.Artifacts;

namespace Workflows.Activities.Budgets;

/// <summary>Books as blobs, <c>budgets/{name}.json</c>, for several hosts at once: each write says which version it takes the place of.</summary>
/// <param name="container">The container; it is created when it is missing.</param>
/// <param name="prepare">Awaited before every call: starts Azurite where it is used.</param>
/// <param name="identity">Who enters the account; null where a connection string does.</param>
internal sealed class BlobBudgetStore(BlobContainerClient container, Func<CancellationToken, Task> prepare, StorageIdentity? identity) : IBudgetStore
{
    private const string Folder = "budgets/";
    private const string Extension = ".json";

    public Task<StoredBook?> ReadAsync(string name, CancellationToken cancellationToken) => GuardAsync("read", name, async () =>
    {
        try
        {
            var found = (await Blob(name).DownloadContentAsync(cancellationToken)).Value;
            return (StoredBook?)new StoredBook(found.Content.ToArray(), found.Details.ETag.ToString());
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }, cancellationToken);

    public Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken) => GuardAsync<string?>("write", name, async () =>
    {
        var upload = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
            Conditions = version is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = new ETag(version) },
        };
        try
        {
            return (await Blob(name).UploadAsync(BinaryData.FromBytes(content), upload, cancellationToken)).Value.ETag.ToString();
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return null;
        }
        catch (RequestFailedException late) when (late.Status is 409 or 412)
        {
            // Also when our own write came through and its answer did not: whoever asked reads again and finds it done.
            return null;
        }
    }, cancellationToken);

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) => GuardAsync<IReadOnlyList<string>>("list", prefix, async () =>
    {
        var names = new List<string>();
        try
        {
            await foreach (var blob in container.GetBlobsAsync(prefix: Folder + prefix, cancellationToken: cancellationToken))
            {
                names.Add(blob.Name[Folder.Length..^Extension.Length]);
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }, cancellationToken);

    private BlobClient Blob(string name) => container.GetBlobClient(Folder + name + Extension);

    private async Task<T> GuardAsync<T>(string action, string name, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await prepare(cancellationToken);
        try
        {
            return await work();
        }
        catch (Exception failure) when (BlobFailure.Explains(failure))
        {
            throw new BudgetStoreException($"Cannot {action} the budget book '{name}' in {container.Uri.GetLeftPart(UriPartial.Path)}: {BlobFailure.Describe(failure, identity)}", failure);
        }
    }
}
