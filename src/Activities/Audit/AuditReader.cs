namespace Workflows.Activities.Audit;

/// <summary>Checks a log from its first entry, beside a host that appends to it.</summary>
internal sealed class AuditReader(IAuditJournal journal)
{
    private const int Attempts = 3;

    /// <summary>What stands there; null when there is nothing at all.</summary>
    public async Task<AuditReport?> VerifyAsync(AuditAnchor? anchor, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            // The head first: what it names was written before it.
            var head = await journal.ReadHeadAsync(cancellationToken);
            var (chain, scan, exists) = await ScanAsync(head, anchor, cancellationToken);
            if (head is null && !exists)
            {
                return null;
            }

            // A head that changed in between may have been read in the middle of a write.
            if (scan.Fault is not null && attempt < Attempts && !Same(head, await journal.ReadHeadAsync(cancellationToken)))
            {
                continue;
            }

            var named = head is null ? 0 : AuditHead.Read(head)?.Sequence ?? 0;
            return new AuditReport(
                journal.Location, chain.Last.Sequence, chain.Runs, chain.Last, scan.Fault ?? HeadFault(head, exists), Math.Max(0, chain.Last.Sequence - named), scan.UnfinishedBytes);
        }
    }

    /// <summary>Reads the log for the one who will append to it.</summary>
    public async Task<(AuditChain Chain, AuditScan Scan, AuditAnchor Head)> LoadAsync(CancellationToken cancellationToken)
    {
        var head = await journal.ReadHeadAsync(cancellationToken);
        if (HeadFault(head, exists: true) is { } fault)
        {
            throw Broken(fault);
        }

        var (chain, scan, _) = await ScanAsync(head, null, cancellationToken);
        return (chain, scan, AuditHead.Read(head!)!);
    }

    /// <summary>What whoever wants to append is told of a log that is not what was written.</summary>
    public AuditLogException Broken(AuditFault fault) => new(
        $"The audit log at {journal.Location} was changed from outside: entry {fault.Sequence}: {fault.Problem}. Nothing is appended to it. " +
        "'workflows audit verify' shows what still stands. Find out who changed it, restore it from a copy, or move it away and keep it: a new log then begins.");

    private static AuditFault? HeadFault(byte[]? head, bool exists) => head switch
    {
        null => exists ? new AuditFault(1, "the head, which names the last entry, is missing; entries may be missing at the end") : null,
        _ => AuditHead.Read(head) is null ? new AuditFault(1, "the head, which names the last entry, was altered; entries may be missing at the end") : null,
    };

    private static bool Same(byte[]? one, byte[]? other) => (one ?? []).AsSpan().SequenceEqual(other ?? []);

    private async Task<(AuditChain Chain, AuditScan Scan, bool Exists)> ScanAsync(byte[]? head, AuditAnchor? anchor, CancellationToken cancellationToken)
    {
        var chain = new AuditChain();
        var scan = new AuditScan(chain, 0);
        if (head is not null && AuditHead.Read(head) is { } named)
        {
            scan.Expect(named, "the head");
        }

        if (anchor is not null)
        {
            scan.Expect(anchor, "the given anchor");
        }

        await using var stream = await journal.OpenAsync(0, cancellationToken);
        await scan.ReadAsync(stream ?? Stream.Null, cancellationToken);
        return (chain, scan, stream is not null);
    }
}
