using Workflows.Activities.Audit;
using Workflows.Domain.Audit;

namespace Workflows.Activities.Tests.Budgets;

/// <summary>An audit log that keeps its notes to itself.</summary>
internal sealed class SilentAuditLog : IAuditLog
{
    public Task<bool> AppendAsync(AuditNote note, CancellationToken cancellationToken) => Task.FromResult(true);

    public IAsyncEnumerable<AuditEntry> ReadAsync(string? runId, CancellationToken cancellationToken) => AsyncEnumerable.Empty<AuditEntry>();

    public Task<AuditReport?> VerifyAsync(AuditAnchor? anchor, CancellationToken cancellationToken) => Task.FromResult<AuditReport?>(null);
}
