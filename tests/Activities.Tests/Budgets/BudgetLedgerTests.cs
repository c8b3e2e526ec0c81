using Workflows.Activities.Budgets;
using Workflows.Domain.Budgets;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.Tests.Budgets;

public sealed class BudgetLedgerTests : IDisposable
{
    private const string Run = "alice~shop~run-1";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly RunOwner Project = new("alice", "shop");
    private static readonly CallTerms Terms = new(100, 1m, 10m);

    private readonly string _root = Directory.CreateTempSubdirectory("workflows-ledger-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task What_a_call_can_cost_is_set_aside_in_run_project_and_month_and_what_it_cost_is_booked()
    {
        using var bench = Bench(new BudgetLimits(new(1000, null), new(2000, null), new(3000, 1m)));

        var call = await bench.Ledger.ReserveAsync(Run, "task-1", Terms, 500, None);

        Assert.Equal((500, new BudgetAmount(600, 0.0051m)), (call.AnswerTokens, call.Amount));
        var during = await bench.Budgets.ReadAsync(Project, None);
        Assert.All([during.Total, during.Monthly, (await bench.Budgets.OfRunAsync(Run, None))!], state => Assert.Equal((0, 600), (state.Spent.Tokens, state.Reserved.Tokens)));
        await bench.Ledger.SettleAsync(Run, call, new BudgetAmount(150, 0.001m));

        var after = await bench.Budgets.ReadAsync(Project, None);
        Assert.All([after.Total, after.Monthly, (await bench.Budgets.OfRunAsync(Run, None))!], state => Assert.Equal((new BudgetAmount(150, 0.001m), BudgetAmount.None), (state.Spent, state.Reserved)));
    }

    [Theory]
    [InlineData(BudgetScope.Run)]
    [InlineData(BudgetScope.Project)]
    [InlineData(BudgetScope.Month)]
    public async Task The_budget_that_has_no_room_is_named_and_a_raise_of_it_lets_the_run_go_on(BudgetScope scope)
    {
        var narrow = new BudgetLimit(300, null);
        using var bench = Bench(new BudgetLimits(
            scope == BudgetScope.Run ? narrow : BudgetLimit.None, scope == BudgetScope.Project ? narrow : BudgetLimit.None, scope == BudgetScope.Month ? narrow : BudgetLimit.None));

        var refused = (await bench.Ledger.ReserveAsync(Run, "task-1", Terms, 500, None)).Shortage!;

        Assert.Equal((scope, 600, 500), (refused.Scope, refused.Call.Tokens, refused.AnswerTokens));
        var raise = new BudgetRaise("d1", "alice", "shop", scope, new BudgetAmount(300, 0), "bob", Run, refused.Month);
        Assert.Equal(scope == BudgetScope.Run ? [] : [Run], await bench.Budgets.WaitingAsync(new RunOwner("alice", "shop"), None));
        Assert.Equal(scope == BudgetScope.Run ? [] : [Run], await bench.Budgets.RaiseAsync(raise, None));
        await bench.Budgets.RaiseAsync(raise, None);
        Assert.Null((await bench.Ledger.ReserveAsync(Run, "task-2", Terms, 500, None)).Shortage);
        Assert.NotNull((await Bench(new BudgetLimits(narrow, narrow, narrow)).Ledger.ReserveAsync(Run, "task-3", Terms, 500, None)).Shortage);
        Assert.Empty(await bench.Budgets.RaiseAsync(raise with { Id = "d2" }, None));
    }

    [Fact]
    public async Task An_answer_gets_a_lower_limit_where_that_is_all_there_is_room_for_but_not_less_than_half()
    {
        using var bench = Bench(Only(500));

        var call = await bench.Ledger.ReserveAsync(Run, "task-1", Terms, 600, None);
        Assert.Equal(400, call.AnswerTokens);
        await bench.Ledger.SettleAsync(Run, call, new BudgetAmount(150, 0));

        Assert.NotNull((await bench.Ledger.ReserveAsync(Run, "task-2", Terms, 600, None)).Shortage);
    }

    [Fact]
    public async Task Money_bounds_an_answer_as_tokens_do()
    {
        using var bench = Bench(new BudgetLimits(BudgetLimit.None, new(null, 0.0041m), BudgetLimit.None));

        Assert.Equal(400, (await bench.Ledger.ReserveAsync(Run, "task-1", Terms, 600, None)).AnswerTokens);
    }

    [Fact]
    public async Task Under_a_budget_an_answer_always_has_a_limit_and_without_one_none_is_made_up()
    {
        using var free = Bench(BudgetLimits.None);
        Assert.Null((await free.Ledger.ReserveAsync(Run, "task-1", Terms, null, None)).AnswerTokens);

        using var limited = Bench(Only(1_000_000));
        Assert.Equal(BudgetLedger.DefaultAnswerTokens, (await limited.Ledger.ReserveAsync(Run, "task-2", Terms, null, None)).AnswerTokens);
    }

    [Fact]
    public async Task A_budget_in_money_allows_no_call_that_has_no_price()
    {
        using var bench = Bench(new BudgetLimits(BudgetLimit.None, BudgetLimit.None, new(null, 1m)));

        Assert.Contains("LLM_PRICE_INPUT_PER_1M", (await bench.Ledger.ReserveAsync(Run, "task-1", new CallTerms(1, null, 1m), 10, None)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_of_a_project_take_the_place_of_those_of_the_settings()
    {
        using var bench = Bench(Only(10));
        await bench.Budgets.SetLimitsAsync(Project, Only(1000), "root", None);

        Assert.Null((await bench.Ledger.ReserveAsync(Run, "task-1", Terms, 600, None)).Shortage);
        Assert.NotNull((await bench.Ledger.ReserveAsync("alice~other~run", "task-2", Terms, 600, None)).Shortage);
    }

    [Fact]
    public async Task Limits_and_calls_of_another_host_count_at_once_for_a_host_that_has_called_before()
    {
        using var bench = Bench(BudgetLimits.None);
        using var other = Bench(BudgetLimits.None);
        async Task<Reservation> CalledAsync(LedgerBench host, string call)
        {
            var reserved = await host.Ledger.ReserveAsync(Run, call, Terms, 500, None);
            await host.Ledger.SettleAsync(Run, reserved, new BudgetAmount(500, 0.01m));
            return reserved;
        }

        Assert.Null((await CalledAsync(bench, "task-1")).Shortage);
        await other.Budgets.SetLimitsAsync(Project, Only(1000), "root", None);
        Assert.Equal(400, (await CalledAsync(bench, "task-2")).AnswerTokens);
        await other.Budgets.SetLimitsAsync(Project, Only(1700), "root", None);
        Assert.Null((await CalledAsync(bench, "task-3")).Shortage);
        Assert.NotNull((await CalledAsync(bench, "task-4")).Shortage);
        await other.Budgets.SetLimitsAsync(Project, Only(2300), "root", None);
        Assert.Null((await CalledAsync(other, "task-5")).Shortage);
        Assert.NotNull((await CalledAsync(bench, "task-6")).Shortage);
        await other.Budgets.SetLimitsAsync(Project, BudgetLimits.None, "root", None);
        Assert.Null((await CalledAsync(bench, "task-7")).Shortage);
    }

    [Fact]
    public async Task What_another_host_allowed_is_not_refused_by_a_host_that_has_called_before()
    {
        using var bench = Bench(new BudgetLimits(new(700, null), BudgetLimit.None, BudgetLimit.None));
        using var other = Bench(BudgetLimits.None);
        var call = await bench.Ledger.ReserveAsync(Run, "task-1", Terms, 500, None);
        await bench.Ledger.SettleAsync(Run, call, new BudgetAmount(600, 0));
        await other.Budgets.RaiseAsync(new BudgetRaise("d1", "alice", "shop", BudgetScope.Run, new BudgetAmount(600, 0), "bob", Run, null), None);
        Assert.Equal(500, (await bench.Ledger.ReserveAsync(Run, "task-2", Terms, 500, None)).AnswerTokens);

        await bench.Budgets.SetLimitsAsync(Project, new BudgetLimits(BudgetLimit.None, BudgetLimit.None, new(null, 1m)), "root", None);
        await other.Budgets.SetLimitsAsync(Project, null, "root", None);
        Assert.Null((await bench.Ledger.ReserveAsync(Run, "task-3", new CallTerms(1, null, null), 10, None)).Problem);
    }

    [Fact]
    public async Task A_call_waits_for_one_of_this_host_that_may_leave_room_instead_of_asking_for_money()
    {
        using var bench = Bench(Only(1000));
        var first = await bench.Ledger.ReserveAsync(Run, "task-1", Terms, 800, None);

        var second = bench.Ledger.ReserveAsync("alice~shop~run-2", "task-1", Terms, 800, None);
        Assert.False(second.IsCompleted);
        await bench.Ledger.SettleAsync(Run, first, new BudgetAmount(50, 0));

        Assert.Equal(800, (await second).AnswerTokens);
    }

    [Fact]
    public async Task What_a_dead_host_had_set_aside_is_spent_when_its_call_comes_again()
    {
        using (var dead = Bench(Only(1000)))
        {
            await dead.Ledger.ReserveAsync(Run, "task-1", Terms, 500, None);
        }

        using var bench = Bench(Only(1000));
        await bench.Ledger.SettleLostAsync(Run, "task", None);
        Assert.Equal(600, (await bench.Budgets.ReadAsync(Project, None)).Total.Reserved.Tokens);
        await bench.Ledger.SettleLostAsync(Run, "task-1", None);

        var total = (await bench.Budgets.ReadAsync(Project, None)).Total;
        Assert.Equal((600, 0), (total.Spent.Tokens, total.Reserved.Tokens));
    }

    /// <summary>Two calls of two runs, one after the other; the host dies at one write of them, and another goes on until the budget is used up.</summary>
    [Fact]
    public async Task Whichever_write_a_host_dies_at_what_was_paid_is_within_the_budget()
    {
        for (var dieAt = 1; dieAt <= 9; dieAt++)
        {
            foreach (var after in new[] { false, true })
            {
                var folder = Path.Combine(_root, $"{dieAt}-{after}");
                var bill = 0L;
                using var disk = new FolderBudgetStore(folder);
                var store = new DyingStore(disk, dieAt, after);
                try
                {
                    using var dying = new LedgerBench(folder, Only(2000), store);
                    bill += await CallAsync(dying, Run, () => bill += 600);
                    bill += await CallAsync(dying, "alice~shop~run-2", () => bill += 600);
                }
                catch (HostDiedException)
                {
                    // As in a crash: what had been billed stays billed.
                }

                Assert.Equal(dieAt <= 8, store.Died);
                using var next = new LedgerBench(folder, Only(2000));
                await next.Ledger.SettleLostAsync(Run, "task-1", None);
                await next.Ledger.SettleLostAsync("alice~shop~run-2", "task-1", None);
                while (true)
                {
                    var call = await next.Ledger.ReserveAsync(Run, "task-2", Terms, 500, None);
                    if (call.Shortage is not null)
                    {
                        break;
                    }

                    bill += 100 + call.AnswerTokens!.Value;
                    await next.Ledger.SettleAsync(Run, call, new BudgetAmount(100 + call.AnswerTokens.Value, 0));
                }

                Assert.InRange(bill, 0, 2000);
                var total = (await next.Budgets.ReadAsync(Project, None)).Total;
                Assert.InRange(total.Spent.Plus(total.Reserved).Tokens, bill, 2000);
            }
        }
    }

    [Fact]
    public async Task However_many_runs_and_hosts_call_at_once_what_was_paid_is_within_the_budget()
    {
        var paid = 0L;
        LedgerBench[] hosts = [Bench(Only(20_000)), Bench(Only(20_000)), Bench(Only(20_000))];
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async run =>
        {
            var random = new Random(run);
            var bench = hosts[run % hosts.Length];
            for (var call = 0; ; call++)
            {
                var reserved = await bench.Ledger.ReserveAsync($"alice~shop~run-{run}", $"task-{call}", Terms, 1000, None);
                if (reserved.Shortage is not null)
                {
                    return;
                }

                var bill = random.Next(0, 100 + reserved.AnswerTokens!.Value + 1);
                Interlocked.Add(ref paid, bill);
                await bench.Ledger.SettleAsync($"alice~shop~run-{run}", reserved, random.Next(5) == 0 ? null : new BudgetAmount(bill, 0));
            }
        }));

        var total = (await hosts[0].Budgets.ReadAsync(Project, None)).Total;
        Assert.InRange(paid, 1, 20_000);
        Assert.InRange(total.Spent.Tokens, paid, 20_000);
        Assert.Equal(0, total.Reserved.Tokens);
        Assert.Equal(12, (await hosts[0].Budgets.RaiseAsync(new BudgetRaise("d", "alice", "shop", BudgetScope.Project, new BudgetAmount(1, 0), "bob"), None)).Count);
        Array.ForEach(hosts, host => host.Dispose());
    }

    private static async Task<long> CallAsync(LedgerBench bench, string run, Action billed)
    {
        var call = await bench.Ledger.ReserveAsync(run, "task-1", Terms, 500, None);
        billed();
        await bench.Ledger.SettleAsync(run, call, new BudgetAmount(600, 0));
        return 0;
    }

    private static BudgetLimits Only(long tokens) => new(BudgetLimit.None, new BudgetLimit(tokens, null), BudgetLimit.None);

    private LedgerBench Bench(BudgetLimits limits) => new(Path.Combine(_root, "books"), limits);
}
