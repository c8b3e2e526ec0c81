using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Workflows.Domain.Diffs;

namespace Workflows.Domain.Tests.Diffs;

public sealed class TextDiffTests
{
    // Few different lines, so that much is alike in many ways; with and without a line feed at the end.
    private static readonly Arbitrary<string> Texts = (
        from lines in Gen.Elements("", "a", "b", "{", "}", "\r", "x y").ListOf()
        from ends in Gen.Elements("", "\n")
        select string.Join('\n', lines) + ends).ToArbitrary();

    [Fact]
    public void A_difference_applied_to_the_old_text_gives_the_new_one_and_backwards_the_old_one() =>
        Prop.ForAll(Texts, Texts, Gen.Choose(0, 4).ToArbitrary(), (from, to, context) =>
        {
            var diff = TextDiff.Between(from, to, context);

            Assert.Equal(to, Apply(from, diff, backwards: false));
            Assert.Equal(from, Apply(to, diff, backwards: true));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_shorter_difference_would_do() =>
        Prop.ForAll(Texts, Texts, (from, to) =>
        {
            var diff = TextDiff.Between(from, to);

            Assert.Equal(Shortest(Lines(from), Lines(to)), diff.Added + diff.Removed);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Hunks_stand_apart_and_count_their_lines() =>
        Prop.ForAll(Texts, Texts, Gen.Choose(0, 4).ToArbitrary(), (from, to, context) =>
        {
            var hunks = TextDiff.Between(from, to, context).Hunks;

            Assert.All(hunks, hunk =>
            {
                Assert.Equal(hunk.FromCount, hunk.Lines.Count(line => line.Op != DiffOp.Added));
                Assert.Equal(hunk.ToCount, hunk.Lines.Count(line => line.Op != DiffOp.Removed));
                Assert.Contains(hunk.Lines, line => line.Op != DiffOp.Same);
            });
            Assert.All(hunks.Zip(hunks.Skip(1)), pair => Assert.True(pair.First.FromLine + pair.First.FromCount < pair.Second.FromLine + (pair.Second.FromCount == 0 ? 1 : 0)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_texts_differ_in_nothing() => Assert.Empty(TextDiff.Between("a\nb\n", "a\nb\n").Hunks);

    [Fact]
    public void A_text_that_was_not_there_is_all_added()
    {
        var diff = TextDiff.Between("", "a\nb\n");

        Assert.Equal((2, 0), (diff.Added, diff.Removed));
        var hunk = Assert.Single(diff.Hunks);
        Assert.Equal((0, 0, 1, 2), (hunk.FromLine, hunk.FromCount, hunk.ToLine, hunk.ToCount));
    }

    [Fact]
    public void The_unified_format_is_that_of_diff()
    {
        var from = string.Concat(Enumerable.Range(1, 20).Select(i => $"line {i}\n"));
        var to = from.Replace("line 2\n", "line two\n", StringComparison.Ordinal).Replace("line 18\n", "", StringComparison.Ordinal).TrimEnd('\n');

        Assert.Equal(
            """
            --- old
            +++ new
            @@ -1,5 +1,5 @@
             line 1
            -line 2
            +line two
             line 3
             line 4
             line 5
            @@ -15,6 +15,5 @@
             line 15
             line 16
             line 17
            -line 18
             line 19
            -line 20
            +line 20
            \ No newline at end of file

            """.ReplaceLineEndings("\n"),
            TextDiff.Between(from, to).Unified("old", "new"));
    }

    [Fact]
    public void Texts_with_nothing_in_common_are_told_within_the_bounds()
    {
        // Compared in full this would take some thousand million steps.
        var from = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"old {i}\n"));
        var to = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"new {i}\n"));

        var diff = TextDiff.Between(from, to);

        Assert.Equal((60_000, 60_000), (diff.Added, diff.Removed));
        Assert.Equal(to, Apply(from, diff, backwards: false));
    }

    private static string Apply(string text, TextDiff diff, bool backwards)
    {
        var lines = Lines(text);
        var result = new StringBuilder();
        var next = 0;
        foreach (var hunk in diff.Hunks)
        {
            var (line, count) = backwards ? (hunk.ToLine, hunk.ToCount) : (hunk.FromLine, hunk.FromCount);
            for (var start = count == 0 ? line : line - 1; next < start; next++)
            {
                result.Append(lines[next]);
            }

            foreach (var entry in hunk.Lines)
            {
                var whole = entry.Text + (entry.Ends ? "\n" : "");
                if (entry.Op != (backwards ? DiffOp.Added : DiffOp.Removed))
                {
                    result.Append(whole);
                }

                if (entry.Op != (backwards ? DiffOp.Removed : DiffOp.Added))
                {
                    Assert.Equal(lines[next++], whole);
                }
            }
        }

        return result.AppendJoin("", lines.Skip(next)).ToString();
    }

    private static List<string> Lines(string text)
    {
        var lines = text.Split('\n').Select(line => line + "\n").ToList();
        lines[^1] = lines[^1][..^1];
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static int Shortest(List<string> from, List<string> to)
    {
        var common = new int[from.Count + 1, to.Count + 1];
        for (var i = from.Count - 1; i >= 0; i--)
        {
            for (var j = to.Count - 1; j >= 0; j--)
            {
                common[i, j] = from[i] == to[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return from.Count + to.Count - (2 * common[0, 0]);
    }
}
