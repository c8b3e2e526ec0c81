using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Workflows.Activities.Audit;
using Workflows.Domain.Audit;

namespace Workflows.Activities.Tests.Audit;

/// <summary>Whatever is done to a log from outside is found, at the first entry that is not what was written.</summary>
public sealed class ChangedLogTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Elements("", "a", "run-1", "\"", "\\", "\n", "\0\u001f\u007f", "é", "\U0001F600", "\ud800", ",\"hash\":\"", "}", "\u2028"),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

    private static readonly Gen<AuditNote> Note =
        from run in Gen.Elements("run-1", "run-2", "run-3")
        from kind in Gen.Elements("decision", "model-call", "commit")
        from data in (from name in Text from value in Text select (name, value)).ListOf()
        select new AuditNote("", run, kind, data.DistinctBy(fact => fact.name).ToDictionary(fact => fact.name, fact => fact.value));

    private static readonly Arbitrary<(List<AuditNote> Notes, int One, int Other, int Value)> Cases =
        (from count in Gen.Choose(1, 12)
         from notes in Note.ListOf(count)
         from one in Gen.Choose(0, int.MaxValue - 1)
         from other in Gen.Choose(0, int.MaxValue - 1)
         from value in Gen.Choose(1, 255)
         select (notes.Select((note, i) => note with { Key = $"key {i}" }).ToList(), one, other, value)).ToArbitrary();

    [Fact]
    public void An_unchanged_log_is_intact() => Check((log, lines, _, _, _) => (null, lines));

    [Fact]
    public void A_byte_that_was_altered_is_found() => Check((log, lines, one, _, value) =>
    {
        var line = one % lines.Count;
        var at = (one / 7) % lines[line].Length;
        lines[line][at] ^= (byte)value;
        return (line + 1, lines);
    });

    [Fact]
    public void An_entry_that_was_taken_out_is_found() => Check((log, lines, one, _, _) =>
    {
        lines.RemoveAt(one % lines.Count);
        return ((one % log.Count) + 1, lines);
    });

    [Fact]
    public void Entries_that_changed_places_are_found() => Check((log, lines, one, other, _) =>
    {
        var (from, to) = (one % lines.Count, other % lines.Count);
        (lines[from], lines[to]) = (lines[to], lines[from]);
        return (from == to ? null : Math.Min(from, to) + 1, lines);
    });

    [Fact]
    public void An_entry_that_stands_there_twice_is_found() => Check((log, lines, one, other, _) =>
    {
        var from = one % lines.Count;
        var to = from + 1 + (other % (lines.Count - from));
        lines.Insert(to, lines[from]);
        return (to + 1, lines);
    });

    [Fact]
    public void An_entry_that_was_put_in_is_found_though_it_fits_what_stands_before_it() => Check((log, lines, one, _, _) =>
    {
        var at = one % lines.Count;
        var chain = new AuditChain();
        log.Take(at).ToList().ForEach(chain.Add);
        var forged = chain.Next(new AuditNote("forged", "run-1", "decision", new Dictionary<string, string>()), DateTime.UnixEpoch);
        lines.Insert(at, Encoding.UTF8.GetBytes(forged.ToLine() + "\n"));
        // It is good by itself; what it pushed away is not, or the head knows another one.
        return (at == lines.Count - 2 ? at + 1 : at + 2, lines);
    });

    [Fact]
    public void An_entry_that_was_rewritten_with_a_hash_that_fits_is_found() => Check((log, lines, one, _, _) =>
    {
        var at = one % lines.Count;
        lines[at] = Encoding.UTF8.GetBytes(AuditLine.Sealed(log[at] with { Kind = "forged" }).ToLine() + "\n");
        return (at == lines.Count - 1 ? at + 1 : at + 2, lines);
    });

    [Fact]
    public void An_end_that_was_cut_off_at_any_byte_is_found() => Check((log, lines, one, _, _) =>
    {
        var all = lines.SelectMany(line => line).ToArray();
        var rest = all[..(one % all.Length)];
        return (rest.Count(b => b == (byte)'\n') + 1, [rest]);
    });

    [Fact]
    public async Task Every_byte_of_log_and_head_counts()
    {
        var (log, _) = await WriteAsync([Notes.Of("a", data: ("x", "é\n")), Notes.Of("b", "run-2"), Notes.Of("c")]);
        for (var i = 0; i < log.Log.Length + AuditHead.Length; i++)
        {
            var (lines, head) = (log.Log.ToArray(), log.Head!.ToArray());
            (i < lines.Length ? lines : head)[i < lines.Length ? i : i - lines.Length] ^= 1;

            var report = await new AuditReader(new MemoryAuditJournal { Log = lines, Head = head }).VerifyAsync(null, CancellationToken.None);

            Assert.False(report!.IsIntact, $"byte {i}");
        }
    }

    [Fact]
    public async Task A_log_that_lost_its_end_and_its_head_is_found_by_an_anchor_from_elsewhere()
    {
        var (log, entries) = await WriteAsync([Notes.Of("a"), Notes.Of("b"), Notes.Of("c")]);
        var anchor = new AuditAnchor(3, entries[2].Hash);
        var shorter = (await WriteAsync([Notes.Of("a"), Notes.Of("b")])).Journal;

        Assert.True((await new AuditReader(log).VerifyAsync(anchor, CancellationToken.None))!.IsIntact);
        Assert.True((await new AuditReader(shorter).VerifyAsync(null, CancellationToken.None))!.IsIntact);
        Assert.Equal(3, (await new AuditReader(shorter).VerifyAsync(anchor, CancellationToken.None))!.Fault!.Sequence);
        Assert.Equal(3, (await new AuditReader(log).VerifyAsync(anchor with { Hash = entries[1].Hash }, CancellationToken.None))!.Fault!.Sequence);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    public async Task A_head_that_is_missing_or_strange_is_found(string? head)
    {
        var (log, _) = await WriteAsync([Notes.Of("a")]);
        log.Head = head is null ? null : Encoding.ASCII.GetBytes(head);

        Assert.Contains("head", (await new AuditReader(log).VerifyAsync(null, CancellationToken.None))!.Fault!.Problem, StringComparison.Ordinal);
    }

    private static void Check(Func<IReadOnlyList<AuditEntry>, List<byte[]>, int, int, int, (int? FirstBad, List<byte[]> Lines)> change) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Cases, async test =>
        {
            var (journal, entries) = await WriteAsync(test.Notes);
            var (firstBad, lines) = change(entries, [.. entries.Select(entry => Encoding.UTF8.GetBytes(entry.ToLine() + "\n"))], test.One, test.Other, test.Value);
            journal.Log = [.. lines.SelectMany(line => line)];

            var report = await new AuditReader(journal).VerifyAsync(null, CancellationToken.None);

            Assert.Equal(firstBad, (int?)report!.Fault?.Sequence);
        }));

    private static async Task<(MemoryAuditJournal Journal, List<AuditEntry> Entries)> WriteAsync(IEnumerable<AuditNote> notes)
    {
        var journal = new MemoryAuditJournal();
        await using var log = new AuditLog(journal, new FixedTime(), Microsoft.Extensions.Logging.Abstractions.NullLogger<AuditLog>.Instance);
        foreach (var note in notes)
        {
            Assert.True(await log.AppendAsync(note, CancellationToken.None));
        }

        return (journal, await log.ReadAsync(null, CancellationToken.None).ToListAsync());
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }
}
