using Workflows.Domain.Audit;

namespace Workflows.Activities.Audit;

/// <summary>
/// The end of a chain, and what its next entry must be. It keeps 16 bytes for each key and 56 for each run, which come to at most 80 bytes
/// for an entry and 200 for a run with all that the collections need. What was added since the last <see cref="Commit"/> can be taken back.
/// </summary>
internal sealed class AuditChain
{
    private readonly HashSet<UInt128> _keys = [];
    private readonly Dictionary<UInt128, AuditRunEnd> _runs = [];
    private readonly Stack<(UInt128 Key, UInt128 Run, AuditRunEnd RunBefore, AuditAnchor Before)> _added = [];

    /// <summary>The last entry.</summary>
    public AuditAnchor Last { get; private set; } = AuditAnchor.Empty;

    public int Runs => _runs.Count;

    public bool Has(string key) => _keys.Contains(AuditDigest.OfText(key).First);

    /// <summary>The entry that the note becomes, if it is the next.</summary>
    public AuditEntry Next(AuditNote note, DateTime time)
    {
        var run = RunEnd(note.RunId);
        return AuditLine.Sealed(new AuditEntry(
            Last.Sequence + 1, run.Sequence + 1, time, note.RunId, note.Kind, note.Key, note.Data, Last.Hash, run.Hash.ToString(), ""));
    }

    /// <summary>What keeps an entry that is right by itself from being the next; null when nothing does.</summary>
    public string? Problem(AuditEntry entry)
    {
        var run = RunEnd(entry.RunId);
        return entry switch
        {
            _ when entry.Sequence > Last.Sequence + 1 => $"entry {entry.Sequence} stands in its place",
            _ when entry.Sequence <= Last.Sequence => $"entry {entry.Sequence} stands in its place: it is there twice, or was moved",
            _ when entry.Previous != Last.Hash => $"it does not follow on entry {Last.Sequence}: one of the two was replaced, or put in",
            _ when entry.RunSequence != run.Sequence + 1 => $"it is entry {entry.RunSequence} of run '{entry.RunId}', where entry {run.Sequence + 1} belongs",
            _ when entry.RunPrevious != run.Hash.ToString() => $"it does not follow on entry {run.Sequence} of run '{entry.RunId}'",
            _ when Has(entry.Key) => $"its key '{entry.Key}' is that of an earlier entry",
            _ => null,
        };
    }

    /// <summary>Makes the entry the last one. It must be the next.</summary>
    public void Add(AuditEntry entry)
    {
        var (key, run) = (AuditDigest.OfText(entry.Key).First, AuditDigest.OfText(entry.RunId).First);
        _added.Push((key, run, _runs.GetValueOrDefault(run), Last));
        _keys.Add(key);
        _runs[run] = new AuditRunEnd(entry.RunSequence, AuditDigest.From(Convert.FromHexString(entry.Hash)));
        Last = new AuditAnchor(entry.Sequence, entry.Hash);
    }

    /// <summary>What was added is written.</summary>
    public void Commit() => _added.Clear();

    /// <summary>What was added is not written: the chain ends where it did before.</summary>
    public void TakeBack()
    {
        while (_added.TryPop(out var added))
        {
            _keys.Remove(added.Key);
            Last = added.Before;
            if (added.RunBefore.Sequence == 0)
            {
                _runs.Remove(added.Run);
            }
            else
            {
                _runs[added.Run] = added.RunBefore;
            }
        }
    }

    private AuditRunEnd RunEnd(string runId) => _runs.GetValueOrDefault(AuditDigest.OfText(runId).First);
}
