using FsCheck;
using FsCheck.Fluent;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Gates;

namespace Workflows.Domain.Tests.Gates;

/// <summary>The hash that every decision and every signed link is bound to.</summary>
public sealed class GateSubjectTests
{
    // Few and short, with the empty one: whatever could run together does.
    private static readonly Gen<string> Text = Gen.Elements("", "a", "b", "ab", "ba", "\0", "a\0b", "\u0001\0\0\0a");

    private static readonly Gen<GateItem> Items =
        from label in Text
        from run in Text
        from name in Text
        from hash in Text
        select new GateItem(label, new ArtifactRef(run, name, 1, hash, "text/plain"));

    private static readonly Gen<GateSubject> Subjects =
        from title in Text
        from summary in Text
        from count in Gen.Choose(0, 3)
        from items in Items.ListOf(count)
        select new GateSubject(title, summary, [.. items]);

    [Fact]
    public void Two_subjects_have_one_hash_only_if_all_that_is_shown_is_the_same() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3_000),
        Prop.ForAll(Subjects.ToArbitrary(), Subjects.ToArbitrary(), (one, other) => (one.ContentHash == other.ContentHash) == Texts(one).SequenceEqual(Texts(other))));

    [Fact]
    public void A_change_of_any_text_changes_the_hash() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(Subjects.ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (subject, at) =>
        {
            var texts = Texts(subject).ToList();
            texts[at % texts.Count] += "!";
            return Of(texts).ContentHash != subject.ContentHash;
        }));

    [Fact]
    public void Order_counts()
    {
        var (one, other) = (Item("a"), Item("b"));

        Assert.NotEqual(new GateSubject("t", "s", [one, other]).ContentHash, new GateSubject("t", "s", [other, one]).ContentHash);
    }

    // Links and decisions are under way for days: a version that hashes otherwise would void them all.
    [Fact]
    public void The_hash_is_the_same_in_every_version() => Assert.Equal(
        "e64ccee800bc2d4d981722a5e291be94055fafc41a57b227a4f1312836c26e97",
        new GateSubject("Tests for Pets", "3 of 3 tests passed.", [Item("tests/Tests.cs")]).ContentHash);

    private static GateItem Item(string name) => new("Tests", new ArtifactRef("run-1", name, 10, "aaaa", "text/plain"));

    private static IEnumerable<string> Texts(GateSubject subject) =>
        [subject.Title, subject.Summary, .. subject.Items.SelectMany(item => new[] { item.Label, item.Artifact.RunId, item.Artifact.Name, item.Artifact.Sha256 })];

    private static GateSubject Of(List<string> texts) => new(
        texts[0], texts[1], [.. texts.Skip(2).Chunk(4).Select(item => new GateItem(item[0], new ArtifactRef(item[1], item[2], 1, item[3], "text/plain")))]);
}
