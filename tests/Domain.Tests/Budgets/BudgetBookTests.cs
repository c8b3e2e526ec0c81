using FsCheck;
using FsCheck.Fluent;
using Workflows.Domain.Budgets;

namespace Workflows.Domain.Tests.Budgets;

public sealed class BudgetBookTests
{
    private const string Month = "2030-01";

    private static readonly DateTime Now = new(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private static readonly Gen<BudgetAmount> Amounts = Gen.Choose(0, 40).SelectMany(tokens => Gen.Choose(0, 40).Select(cents => new BudgetAmount(tokens, cents / 100m)));
    private static readonly Gen<BudgetLimit> Limits =
        from tokens in Gen.Elements<long?>(null, 0, 30, 100)
        from usd in Gen.Elements<decimal?>(null, 0m, 0.30m, 1m)
        select new BudgetLimit(tokens, usd);

    private static readonly Gen<BudgetStep> Steps =
        from kind in Gen.Elements("reserve", "reserve", "pay", "pay", "release", "crash", "raise", "repeat")
        from key in Gen.Choose(0, 5)
        from amount in Amounts
        from share in Gen.Choose(0, 100)
        select new BudgetStep(kind, $"call-{key}", amount, share / 100m);

    [Fact]
    public void Whatever_the_order_of_calls_ends_crashes_and_raises_what_was_paid_is_within_the_limits() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Limits.ToArbitrary(), Limits.ToArbitrary(), Steps.ListOf().ToArbitrary(), (project, month, steps) =>
        {
            var world = new BudgetWorld(project, month);
            foreach (var step in steps)
            {
                world.Take(step);
                if (!world.IsWithinLimits)
                {
                    return false;
                }
            }

            return true;
        }));

    [Fact]
    public void Nothing_is_refused_that_there_is_room_for() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(Limits.ToArbitrary(), Amounts.ToArbitrary(), Amounts.ToArbitrary(), (limit, first, second) =>
        {
            var both = first.Plus(second);
            var accounts = Accounts(limit, BudgetLimit.None);
            var one = new BudgetBook().Reserve("a", first, accounts, Now);
            return (one?.Reserve("b", second, accounts, Now) is not null) == limit.Allows(both);
        }));

    [Fact]
    public void An_attempt_that_is_told_twice_counts_once()
    {
        var accounts = Accounts(new BudgetLimit(100, null), BudgetLimit.None);
        var book = new BudgetBook().Reserve("a", new BudgetAmount(60, 0), accounts, Now)!;

        Assert.Same(book, book.Reserve("a", new BudgetAmount(60, 0), accounts, Now));
        var settled = book.Settle("a", new BudgetAmount(50, 0));
        Assert.Same(settled, settled.Settle("a", new BudgetAmount(50, 0)));
        Assert.Equal(50, settled.State(BudgetBook.ProjectAccount, BudgetLimit.None).Spent.Tokens);
    }

    [Fact]
    public void An_attempt_whose_end_nobody_knows_costs_all_that_it_could()
    {
        var book = new BudgetBook().Reserve("a", new BudgetAmount(60, 0.5m), Accounts(BudgetLimit.None, BudgetLimit.None), Now)!.Settle("a", paid: null);

        Assert.Equal(new BudgetAmount(60, 0.5m), book.State(Month, BudgetLimit.None).Spent);
    }

    [Fact]
    public void What_was_set_aside_longer_ago_than_any_call_takes_is_spent()
    {
        var accounts = Accounts(new BudgetLimit(100, null), BudgetLimit.None);
        var book = new BudgetBook().Reserve("lost", new BudgetAmount(60, 0), accounts, Now)!;

        Assert.Null(book.Reserve("b", new BudgetAmount(50, 0), accounts, Now.AddHours(30)));
        var later = book.Reserve("b", new BudgetAmount(40, 0), accounts, Now.AddHours(30))!;
        Assert.Equal(new BudgetState(new BudgetLimit(100, null), new BudgetAmount(60, 0), new BudgetAmount(40, 0)), later.State(BudgetBook.ProjectAccount, accounts[BudgetBook.ProjectAccount]));
    }

    [Fact]
    public void A_report_above_what_was_set_aside_is_booked_in_full_and_nothing_goes_out_after_it()
    {
        var accounts = Accounts(new BudgetLimit(100, null), BudgetLimit.None);
        var book = new BudgetBook().Reserve("a", new BudgetAmount(60, 0), accounts, Now)!.Settle("a", new BudgetAmount(long.MaxValue, 0));

        Assert.True(book.State(BudgetBook.ProjectAccount, BudgetLimit.None).Spent.Tokens > 100);
        Assert.Null(book.Reserve("b", BudgetAmount.None, accounts, Now));
    }

    [Fact]
    public void A_raise_counts_once_for_each_id_and_for_its_account_only()
    {
        var book = new BudgetBook().Raise(Month, new BudgetAmount(0, 2m), "d1").Raise(Month, new BudgetAmount(0, 2m), "d1");

        Assert.Equal(3m, book.State(Month, new BudgetLimit(null, 1m)).Limit.Usd);
        Assert.Equal(1m, book.State("2030-02", new BudgetLimit(null, 1m)).Limit.Usd);
        Assert.Equal(1m, book.State(BudgetBook.ProjectAccount, new BudgetLimit(null, 1m)).Limit.Usd);
        Assert.Null(book.State(Month, new BudgetLimit(5, null)).Limit.Usd);
    }

    [Fact]
    public void Limits_that_are_set_are_what_was_said()
    {
        var limits = new BudgetLimits(BudgetLimit.None, new BudgetLimit(null, 10m), BudgetLimit.None);

        var book = new BudgetBook().Raise(BudgetBook.ProjectAccount, new BudgetAmount(0, 2m), "d1").Limit(limits);

        Assert.Equal(10m, book.State(BudgetBook.ProjectAccount, book.Limits!.Project).Limit.Usd);
    }

    private static Dictionary<string, BudgetLimit> Accounts(BudgetLimit project, BudgetLimit month) =>
        new() { [BudgetBook.ProjectAccount] = project, [Month] = month };
}
