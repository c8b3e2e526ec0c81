using Workflows.Activities.Audit;
using Workflows.Domain.Audit;

namespace Workflows.Activities.Tests.Models;

/// <summary>An audit log on a full disk.</summary>
internal sealed class RefusingAuditLog : IAuditLog
{
    public Task<bool> AppendAsync(AuditNote note, CancellationToken cancellationToken) =>
        Task.FromException<bool>(new AuditLogException("no space left on device"));

    public IAsyncEnumerable<AuditEntry> ReadAsync(string? runId, CancellationToken cancellationToken) => AsyncEnumerable.Empty<AuditEntry>();

    public Task<AuditReport?> VerifyAsync(AuditAnchor? anchor, CancellationToken cancellationToken) => Task.FromResult<AuditReport?>(null);
}
