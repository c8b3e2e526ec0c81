using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging;
using Workflows.Domain.Audit;

namespace Workflows.Activities.Audit;

/// <summary>The audit log over a journal.</summary>
internal sealed class AuditLog : IAuditLog, IAsyncDisposable
{
    // What the members of an entry, its hashes, its numbers and its time take beside the texts.
    private const int Frame = 512;

    private readonly IAuditJournal _journal;
    private readonly AuditReader _reader;
    private readonly AuditWriter _writer;

    public AuditLog(IAuditJournal journal, TimeProvider time, ILogger<AuditLog> logger)
    {
        _journal = journal;
        _reader = new AuditReader(journal);
        _writer = new AuditWriter(journal, _reader, time, logger);
    }

    public Task<bool> AppendAsync(AuditNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(note);
        cancellationToken.ThrowIfCancellationRequested();
        var pending = new PendingNote(Checked(note));
        _writer.Enqueue(pending);
        return pending.Done.WaitAsync(cancellationToken);
    }

    public async IAsyncEnumerable<AuditEntry> ReadAsync(string? runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await _journal.OpenAsync(0, cancellationToken);
        var sequence = 0L;
        await foreach (var line in AuditLines.ReadAsync(stream ?? Stream.Null, cancellationToken))
        {
            if (!line.IsEnded)
            {
                yield break;
            }

            sequence++;
            var entry = AuditLine.Read(line.Bytes) is { Entry: { } read }
                ? read
                : throw _reader.Broken(new AuditFault(sequence, "it cannot be read as an entry"));
            if (runId is null || entry.RunId == runId)
            {
                yield return entry;
            }
        }
    }

    public Task<AuditReport?> VerifyAsync(AuditAnchor? anchor, CancellationToken cancellationToken) => _reader.VerifyAsync(anchor, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _journal.DisposeAsync();
    }

    private static AuditNote Checked(AuditNote note)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(note.Key, nameof(note));
        ArgumentException.ThrowIfNullOrWhiteSpace(note.RunId, nameof(note));
        ArgumentException.ThrowIfNullOrWhiteSpace(note.Kind, nameof(note));
        var data = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in note.Data ?? new Dictionary<string, string>())
        {
            data[CanonicalJson.Wellformed(name)] = CanonicalJson.Wellformed(value);
        }

        var whole = new AuditNote(CanonicalJson.Wellformed(note.Key), CanonicalJson.Wellformed(note.RunId), CanonicalJson.Wellformed(note.Kind), data);
        var size = Encoding.UTF8.GetByteCount(new StringBuilder().AppendObject(data).AppendString(whole.Key).AppendString(whole.RunId).AppendString(whole.Kind).ToString());
        return size <= AuditEntry.MostBytes - Frame
            ? whole
            : throw new ArgumentException(
                $"The audit note '{note.Kind}' of run '{note.RunId}' has {size} bytes; an entry has at most {AuditEntry.MostBytes}. Put the hash of what is large into it.", nameof(note));
    }
}
