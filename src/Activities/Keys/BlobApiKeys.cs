using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Workflows.Activities.Artifacts;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.Keys;

/// <summary>
/// Keys as one blob, <c>keys/api-keys.json</c>, for hosts that share no folder. A write says what it has read, and is made again when
/// somebody else was first. Reads are asked for again after some seconds, and then cost a body only when it has changed.
/// </summary>
/// <param name="container">The container; it is created when it is missing.</param>
/// <param name="prepare">Awaited before every call: starts Azurite where it is used.</param>
/// <param name="identity">Who enters the account; null where a connection string does.</param>
/// <param name="time">Says how old what is known is.</param>
internal sealed class BlobApiKeys(BlobContainerClient container, Func<CancellationToken, Task> prepare, StorageIdentity? identity, TimeProvider time) : IApiKeys
{
    private const int NotModified = 304;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly BlobClient _blob = container.GetBlobClient("keys/" + ApiKeyList.FileName);
    private volatile Known? _known;

    // Without the query: a shared access signature would stand there.
    public string Location => _blob.Uri.GetLeftPart(UriPartial.Path);

    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) => GuardAsync("read", async () =>
    {
        if (_known is { } known && time.GetUtcNow() - known.At < Fresh)
        {
            return known.Keys;
        }

        return (await ReadAsync(cancellationToken)).Keys;
    }, cancellationToken);

    public Task AddAsync(ApiKey key, CancellationToken cancellationToken) => ChangeAsync(keys => (ApiKeyList.With(keys, key), true), cancellationToken);

    public Task<ApiKey?> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeAsync(keys => ApiKeyList.Without(keys, id, at), cancellationToken);

    private Task<T> ChangeAsync<T>(Func<IReadOnlyList<ApiKey>, (IReadOnlyList<ApiKey> Keys, T Result)> change, CancellationToken cancellationToken) =>
        GuardAsync("write", async () =>
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            while (true)
            {
                _known = null;
                var before = await ReadAsync(cancellationToken);
                var (after, result) = change(before.Keys);
                if (ReferenceEquals(before.Keys, after) || await ReplaceAsync(after, before.Tag, cancellationToken))
                {
                    _known = null;
                    return result;
                }
            }
        }, cancellationToken);

    private async Task<Known> ReadAsync(CancellationToken cancellationToken)
    {
        var known = _known;
        try
        {
            var conditions = known?.Tag is { } tag ? new BlobRequestConditions { IfNoneMatch = tag } : null;
            var found = await _blob.DownloadContentAsync(conditions, cancellationToken);
            known = found.GetRawResponse().Status == NotModified
                ? known! with { At = time.GetUtcNow() }
                : new Known(found.Value.Details.ETag, ApiKeyList.Read(found.Value.Content.ToMemory().Span, Location), time.GetUtcNow());
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            known = new Known(null, [], time.GetUtcNow());
        }

        _known = known;
        return known;
    }

    private async Task<bool> ReplaceAsync(IReadOnlyList<ApiKey> keys, ETag? read, CancellationToken cancellationToken)
    {
        try
        {
            var conditions = read is { } tag ? new BlobRequestConditions { IfMatch = tag } : new BlobRequestConditions { IfNoneMatch = ETag.All };
            await _blob.UploadAsync(BinaryData.FromBytes(ApiKeyList.Write(keys)), new BlobUploadOptions { Conditions = conditions }, cancellationToken);
            return true;
        }
        catch (RequestFailedException late) when (late.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task<T> GuardAsync<T>(string action, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await prepare(cancellationToken);
        try
        {
            return await work();
        }
        catch (Exception failure) when (BlobFailure.Explains(failure))
        {
            throw new ApiKeysException($"Cannot {action} the API keys at {Location}: {BlobFailure.Describe(failure, identity)}", failure);
        }
    }

    private sealed record Known(ETag? Tag, IReadOnlyList<ApiKey> Keys, DateTimeOffset At);
}
