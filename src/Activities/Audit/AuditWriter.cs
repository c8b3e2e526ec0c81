using System.Buffers;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Audit;

/// <summary>
/// The only writer. It takes whatever has gathered while the last write was under way and appends it as one (group commit): many notes
/// share one fsync, and a lone one waits for nobody. The log is opened, and read once, for the first note.
/// </summary>
internal sealed class AuditWriter : IAsyncDisposable
{
    private const int LargestGroup = 1_000;
    private const int LargestWrite = 2 * AuditEntry.MostBytes;

    private readonly Channel<PendingNote> _notes = Channel.CreateUnbounded<PendingNote>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly IAuditJournal _journal;
    private readonly AuditReader _reader;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _running;
    private AuditChain? _chain;
    private long _position;

    public AuditWriter(IAuditJournal journal, AuditReader reader, TimeProvider time, ILogger logger)
    {
        (_journal, _reader, _time, _logger) = (journal, reader, time, logger);
        _running = Task.Run(RunAsync);
    }

    public void Enqueue(PendingNote note)
    {
        if (!_notes.Writer.TryWrite(note))
        {
            note.Fail(new AuditLogException($"The audit log at {_journal.Location} is closed, because its host stops. The step runs again at the next start."));
        }
    }

    /// <summary>Writes what has gathered, then closes. Later notes fail.</summary>
    public async ValueTask DisposeAsync()
    {
        _notes.Writer.TryComplete();
        await _running;
    }

    private async Task RunAsync()
    {
        var group = new List<PendingNote>();
        while (await _notes.Reader.WaitToReadAsync())
        {
            group.Clear();
            for (var size = 0; group.Count < LargestGroup && size < LargestWrite && _notes.Reader.TryRead(out var next); size += Size(next))
            {
                group.Add(next);
            }

            try
            {
                await WriteAsync(group);
                group.ForEach(note => note.Complete());
            }
            catch (Exception failure)
            {
                group.ForEach(note => note.Fail(failure));
            }
        }
    }

    private async Task WriteAsync(List<PendingNote> group)
    {
        try
        {
            _chain ??= await OpenAsync();
            while (Stage(_chain, group))
            {
                if (await _journal.AppendAsync(_lines.WrittenMemory, _position, CancellationToken.None))
                {
                    _position += _lines.WrittenCount;
                    _chain.Commit();
                    await _journal.WriteHeadAsync(_chain.Last, CancellationToken.None);
                    return;
                }

                _chain.TakeBack();
                await CatchUpAsync(_chain);
            }
        }
        catch
        {
            // What stands there now is not known: it is read again for the next note.
            _chain = null;
            throw;
        }
    }

    /// <summary>Puts together what is to be written.</summary>
    /// <returns>Whether there is anything.</returns>
    private bool Stage(AuditChain chain, List<PendingNote> group)
    {
        _lines.ResetWrittenCount();
        foreach (var pending in group)
        {
            pending.IsNew = !chain.Has(pending.Note.Key);
            if (pending.IsNew)
            {
                var entry = chain.Next(pending.Note, _time.GetUtcNow().UtcDateTime);
                chain.Add(entry);
                Encoding.UTF8.GetBytes(entry.ToLine(), _lines);
                _lines.Write("\n"u8);
            }
        }

        return _lines.WrittenCount > 0;
    }

    private async Task<AuditChain> OpenAsync()
    {
        await _journal.AcquireAsync(CancellationToken.None);
        var (chain, scan, head) = await _reader.LoadAsync(CancellationToken.None);
        _position = scan.Position;
        // A crash leaves its traces behind the last entry that was acknowledged, and nowhere else.
        if (scan.Fault is { } fault && (!scan.IsTorn || chain.Last.Sequence < head.Sequence))
        {
            throw _reader.Broken(fault);
        }

        if (scan.Fault is null && AuditLine.Read(scan.Unfinished).Entry is { } whole && chain.Problem(whole) is null)
        {
            // Only its line feed was lost.
            await _journal.AppendAsync("\n"u8.ToArray(), _position + scan.UnfinishedBytes, CancellationToken.None);
            chain.Add(whole);
            chain.Commit();
            _position += scan.UnfinishedBytes + 1;
        }
        else if (scan.IsTorn)
        {
            AuditLogMessages.MovedAside(_logger, _journal.Location, chain.Last.Sequence, await _journal.MoveAsideAsync(_position, CancellationToken.None));
        }

        await _journal.WriteHeadAsync(chain.Last, CancellationToken.None);
        AuditLogMessages.Opened(_logger, _journal.Location, chain.Last.Sequence, chain.Runs);
        return chain;
    }

    /// <summary>Another host has written: its entries come first.</summary>
    private async Task CatchUpAsync(AuditChain chain)
    {
        var scan = new AuditScan(chain, _position);
        await using var stream = await _journal.OpenAsync(_position, CancellationToken.None);
        await scan.ReadAsync(stream ?? Stream.Null, CancellationToken.None);
        if (scan.Fault is { } fault)
        {
            throw _reader.Broken(fault);
        }

        _position = scan.Position;
    }

    private static int Size(PendingNote pending) => pending.Note.Data.Sum(fact => fact.Key.Length + fact.Value.Length) + pending.Note.Key.Length;
}
