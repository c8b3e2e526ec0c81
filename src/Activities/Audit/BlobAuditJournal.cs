using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Workflows.Activities.Artifacts;

namespace Workflows.Activities.Audit;

/// <summary>
/// The log as one append blob, <c>audit/audit.jsonl</c>, and its head as a blob beside it. Several hosts append to it: each write says where the
/// blob must end, and is refused when another host was first.
/// </summary>
/// <param name="container">The container; it is created when it is missing.</param>
/// <param name="prepare">Awaited before every call: starts Azurite where it is used.</param>
/// <param name="identity">Who enters the account; null where a connection string does.</param>
internal sealed class BlobAuditJournal(BlobContainerClient container, Func<CancellationToken, Task> prepare, StorageIdentity? identity) : IAuditJournal
{
    private readonly AppendBlobClient _log = container.GetAppendBlobClient("audit/audit.jsonl");
    private readonly BlobClient _head = container.GetBlobClient("audit/audit.head");

    // Without the query: a shared access signature would stand there.
    public string Location => _log.Uri.GetLeftPart(UriPartial.Path);

    public Task<Stream?> OpenAsync(long position, CancellationToken cancellationToken) => GuardAsync("read", async () =>
    {
        try
        {
            var options = new BlobOpenReadOptions(allowModifications: true) { Position = position };
            return (Stream?)await _log.OpenReadAsync(options, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }, cancellationToken);

    public Task<byte[]?> ReadHeadAsync(CancellationToken cancellationToken) =>
        GuardAsync("read", async () => (await FindHeadAsync(cancellationToken))?.Content.ToArray(), cancellationToken);

    public Task AcquireAsync(CancellationToken cancellationToken) => GuardAsync("write", async () =>
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        if (await FindHeadAsync(cancellationToken) is null && !await _log.ExistsAsync(cancellationToken))
        {
            await PutHeadAsync(AuditAnchor.Empty, new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellationToken);
        }

        if (await FindHeadAsync(cancellationToken) is not null)
        {
            await _log.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }

        return true;
    }, cancellationToken);

    public Task<bool> AppendAsync(ReadOnlyMemory<byte> lines, long position, CancellationToken cancellationToken) => GuardAsync("write", async () =>
    {
        try
        {
            using var body = new MemoryStream(lines.ToArray(), writable: false);
            var conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = position };
            await _log.AppendBlockAsync(body, new AppendBlobAppendBlockOptions { Conditions = conditions }, cancellationToken);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status == 412)
        {
            // Also when our own write came through and its answer did not: the entries are then found there.
            return false;
        }
        catch (RequestFailedException full) when (full.ErrorCode == BlobErrorCode.BlockCountExceedsLimit)
        {
            throw new AuditLogException(
                $"The audit log at {Location} is full: an append blob takes 50,000 writes. Note its last entry ('workflows audit verify --storage'), move both blobs of the folder 'audit' away and keep them: a new log then begins.", full);
        }
    }, cancellationToken);

    /// <summary>Notes the last entry, unless another host has already noted a later one.</summary>
    public Task WriteHeadAsync(AuditAnchor last, CancellationToken cancellationToken) => GuardAsync("write", async () =>
    {
        while (await FindHeadAsync(cancellationToken) is { } found
            && AuditHead.Read(found.Content.ToArray()) is { } head && head.Sequence < last.Sequence
            && !await PutHeadAsync(last, new BlobRequestConditions { IfMatch = found.Details.ETag }, cancellationToken))
        {
        }

        return true;
    }, cancellationToken);

    public Task<string> MoveAsideAsync(long position, CancellationToken cancellationToken) => throw new AuditLogException(
        $"The audit log at {Location} ends with something that is no entry, from byte {position}. The service writes a block whole or not at all, so it was put there from outside. Move both blobs of the folder 'audit' away and keep them: a new log then begins.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<BlobDownloadResult?> FindHeadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await _head.DownloadContentAsync(cancellationToken)).Value;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private async Task<bool> PutHeadAsync(AuditAnchor last, BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        try
        {
            await _head.UploadAsync(BinaryData.FromBytes(AuditHead.Bytes(last)), new BlobUploadOptions { Conditions = conditions }, cancellationToken);
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
            throw new AuditLogException($"Cannot {action} the audit log at {Location}: {BlobFailure.Describe(failure, identity)}", failure);
        }
    }
}
