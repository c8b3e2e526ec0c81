using Workflows.Domain.Audit;

namespace Workflows.Activities.Audit;

/// <summary>
/// What happened, kept in order and only ever added to. Each entry holds the hash of the entry before it, so that nothing can be altered,
/// taken out, put in or moved without breaking the chain; <see cref="AuditEntry"/> defines the hash.
/// </summary>
public interface IAuditLog
{
    /// <summary>
    /// Appends the note, once for each key, and returns when it is durable. A key that was recorded before, by this process or an earlier
    /// one, changes nothing, whatever the note says.
    /// </summary>
    /// <param name="note">What happened. Key, run and kind are not empty; the entry has at most <see cref="AuditEntry.MostBytes"/> bytes.</param>
    /// <param name="cancellationToken">Ends the waiting; the note may be appended all the same.</param>
    /// <returns>Whether it was appended now; false when the key stood there already.</returns>
    /// <exception cref="AuditLogException">It cannot be written now, or what stands there is no longer an unbroken chain. The message says what to do.</exception>
    /// <exception cref="ArgumentException">The note is not complete, or too large.</exception>
    Task<bool> AppendAsync(AuditNote note, CancellationToken cancellationToken);

    /// <summary>The entries in their order, as far as they are durable when they are read. It checks each entry by itself, and not the chain.</summary>
    /// <param name="runId">Only those of this run; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="AuditLogException">It cannot be read, or holds something that is no entry.</exception>
    IAsyncEnumerable<AuditEntry> ReadAsync(string? runId, CancellationToken cancellationToken);

    /// <summary>Checks every entry and the whole chain. It only reads, and may run beside a host that appends.</summary>
    /// <param name="anchor">An entry that was noted elsewhere and must stand there unchanged; null for none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What was found; null when there is no log at all.</returns>
    /// <exception cref="AuditLogException">It cannot be read.</exception>
    Task<AuditReport?> VerifyAsync(AuditAnchor? anchor, CancellationToken cancellationToken);
}
