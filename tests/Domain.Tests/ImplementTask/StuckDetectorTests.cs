using FsCheck;
using FsCheck.Fluent;
using Workflows.Domain.ImplementTask;

namespace Workflows.Domain.Tests.ImplementTask;

public sealed class StuckDetectorTests
{
    private static readonly Gen<RoundTrace> Traces =
        from review in Gen.Choose(0, 3)
        from diff in Gen.Choose(0, 2)
        from tests in Gen.Choose(0, 1)
        select new RoundTrace($"r{review}", $"d{diff}", $"t{tests}", "False True");

    [Fact]
    public void Only_the_last_three_rounds_count_and_only_the_rules_stop() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Traces.ListOf().ToArbitrary(), traces =>
        {
            var rounds = traces.ToList();
            var last = rounds.LastOrDefault();
            var before = rounds.Count > 1 ? rounds[^2] : null;
            var twoBefore = rounds.Count > 2 ? rounds[^3] : null;
            var expected = last is not null && (before?.Review == last.Review || Same(before, last) || Same(twoBefore, last));
            return StuckDetector.ReasonOf(rounds) is not null == expected;
        }));

    [Fact]
    public void The_same_review_twice_in_a_row_is_stuck_whatever_its_form()
    {
        Assert.Equal(ReviewText.KeyOf("VERDICT: FAIL\nFIXES: Mend **Greet**!"), ReviewText.KeyOf("verdict：fail\r\n\r\nfixes: mend greet"));
        Assert.NotEqual(ReviewText.KeyOf("FIXES: Mend Greet"), ReviewText.KeyOf("FIXES: Mend Greeting"));
        Assert.Contains("twice in a row", StuckDetector.ReasonOf([Trace("a", "1"), Trace("a", "2")]), StringComparison.Ordinal);
    }

    [Fact]
    public void Rounds_that_go_to_and_fro_are_stuck() =>
        Assert.Contains("to and fro", StuckDetector.ReasonOf([Trace("a", "1"), Trace("b", "2"), Trace("c", "1")]), StringComparison.Ordinal);

    [Fact]
    public void Progress_is_not_stuck() => Assert.Null(StuckDetector.ReasonOf([Trace("a", "1"), Trace("b", "2"), Trace("a", "3")]));

    private static RoundTrace Trace(string review, string diff) => new(review, diff, "", "False True");

    private static bool Same(RoundTrace? one, RoundTrace other) => one is not null && (one.Diff, one.Tests, one.Verdict) == (other.Diff, other.Tests, other.Verdict);
}
