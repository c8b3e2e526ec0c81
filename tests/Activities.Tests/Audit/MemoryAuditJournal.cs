using Workflows.Activities.Audit;

namespace Workflows.Activities.Tests.Audit;

/// <summary>A log and its head in memory, where a test can do to them what it wants.</summary>
internal sealed class MemoryAuditJournal : IAuditJournal
{
    public byte[] Log { get; set; } = [];

    public byte[]? Head { get; set; } = AuditHead.Bytes(AuditAnchor.Empty);

    public string Location => "memory";

    public Task<Stream?> OpenAsync(long position, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(new MemoryStream(Log, (int)position, Log.Length - (int)position, writable: false));

    public Task<byte[]?> ReadHeadAsync(CancellationToken cancellationToken) => Task.FromResult(Head);

    public Task AcquireAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> AppendAsync(ReadOnlyMemory<byte> lines, long position, CancellationToken cancellationToken)
    {
        Log = [.. Log, .. lines.Span];
        return Task.FromResult(true);
    }

    public Task WriteHeadAsync(AuditAnchor last, CancellationToken cancellationToken)
    {
        Head = AuditHead.Bytes(last);
        return Task.CompletedTask;
    }

    public Task<string> MoveAsideAsync(long position, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
