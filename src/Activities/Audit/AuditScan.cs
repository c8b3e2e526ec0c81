namespace Workflows.Activities.Audit;

/// <summary>Reads the log from one place to its end and holds each entry against the chain. It stops at the first fault.</summary>
/// <param name="chain">What was read before; it grows.</param>
/// <param name="position">The byte to begin at.</param>
internal sealed class AuditScan(AuditChain chain, long position)
{
    private readonly Dictionary<AuditAnchor, string> _anchors = [];

    /// <summary>Behind the last entry that is good.</summary>
    public long Position { get; private set; } = position;

    public AuditFault? Fault { get; private set; }

    /// <summary>Whether it ends in what a crash leaves: a line without its end, or blocks that never reached the disk and read as zeros.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>The bytes of a last line without a line feed.</summary>
    public byte[] Unfinished { get; private set; } = [];

    public long UnfinishedBytes { get; private set; }

    /// <summary>An entry that must be there, and who says so.</summary>
    public void Expect(AuditAnchor anchor, string source) => _anchors[anchor] = source;

    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var lines = AuditLines.ReadAsync(stream, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (Fault is null && await lines.MoveNextAsync())
        {
            var line = lines.Current;
            if (!line.IsEnded)
            {
                (Unfinished, UnfinishedBytes, IsTorn) = (line.Bytes, line.Length, true);
                break;
            }

            var expected = chain.Last.Sequence + 1;
            var (entry, problem) = AuditLine.Read(line.Bytes);
            problem ??= chain.Problem(entry!) ?? Contradiction(entry!);
            if (problem is null)
            {
                chain.Add(entry!);
                chain.Commit();
                Position += line.Length;
            }
            else if (entry?.Sequence > expected)
            {
                problem += await ComesLaterAsync(lines, expected) ? ", and it comes later: entries were moved" : ", and it comes nowhere later: it was taken out, or altered";
            }

            Fault = problem is null ? null : new AuditFault(expected, problem);
            IsTorn = Fault is not null && line.Bytes.Contains((byte)0);
        }

        Fault ??= Missing();
    }

    private string? Contradiction(AuditEntry entry)
    {
        foreach (var (anchor, source) in _anchors)
        {
            if (anchor.Sequence == entry.Sequence && anchor.Hash != entry.Hash)
            {
                return $"{source} names another entry with this number: it and what follows were replaced";
            }
        }

        return null;
    }

    // Whoever takes entries off the end leaves an unbroken chain; only what was noted elsewhere tells.
    private AuditFault? Missing()
    {
        foreach (var (anchor, source) in _anchors.OrderBy(anchor => anchor.Key.Sequence))
        {
            if (anchor.Sequence > chain.Last.Sequence)
            {
                return new AuditFault(chain.Last.Sequence + 1, $"it is missing at the end, or not whole: {source} names entry {anchor.Sequence}");
            }

            if (anchor.Sequence == 0 && anchor != AuditAnchor.Empty)
            {
                return new AuditFault(1, $"{source} names an entry 0, which is never written");
            }
        }

        return null;
    }

    private static async Task<bool> ComesLaterAsync(IAsyncEnumerator<AuditRawLine> lines, long sequence)
    {
        while (await lines.MoveNextAsync())
        {
            if (AuditLine.Read(lines.Current.Bytes).Entry?.Sequence == sequence)
            {
                return true;
            }
        }

        return false;
    }
}
