using Microsoft.Extensions.Logging;
using Workflows.Domain.Budgets;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.Budgets;

/// <summary>
/// Sets aside what an attempt of a model call can cost, before its request goes out, and books what it cost, after it. Both survive the end of the
/// process when they return. Power loss is survived at once where something is limited and set aside; what it cost, and all of it where nothing
/// is limited, within a second. What is set aside and never settled, because the host died, counts as spent: so what was paid is never above the limits.
/// </summary>
internal sealed class BudgetLedger(BudgetBooks books, BudgetOptions options, TimeProvider time, ILogger<BudgetLedger> logger)
{
    /// <summary>The limit of an answer under a budget, where no setting names one: something must bound what a call costs.</summary>
    public const int DefaultAnswerTokens = 8192;

    private const char AttemptMark = '#';

    private readonly LiveAttempts _live = new();

    /// <summary>
    /// Sets an amount aside in the budgets of run, project and month. Where calls of this process hold what is missing, it waits for their
    /// end. An answer gets a lower limit where there is no room for the wanted one, but not less than half of it: it would only be cut off.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="call">The call that the attempt belongs to.</param>
    /// <param name="terms">What it costs.</param>
    /// <param name="wanted">The limit of the answer; null for none, which only calls without a budget may have.</param>
    /// <param name="cancellationToken">Ends the attempt; nothing is set aside then, or it counts as spent.</param>
    public async Task<Reservation> ReserveAsync(string runId, string call, CallTerms terms, int? wanted, CancellationToken cancellationToken)
    {
        var project = BudgetProject.Of(runId);
        var key = $"{call}{AttemptMark}{Guid.NewGuid():N}";
        // Books as this process last saw them are good enough to find room, for they are changed only if they were the last; and for nothing else.
        for (var isFresh = false; ; isFresh = true)
        {
            var nextEnd = _live.NextEnd(project);
            var view = await ViewAsync(project, runId, isFresh, cancellationToken);
            if (view.Limits.LimitMoney && (terms.InputPrice is null || terms.OutputPrice is null))
            {
                if (!isFresh)
                {
                    continue;
                }

                return new Reservation(key, null, BudgetAmount.None)
                {
                    Problem = "its budget is in US dollars, and LLM_PRICE_INPUT_PER_1M and LLM_PRICE_OUTPUT_PER_1M are not both set, nor is its model in LLM_PRICES",
                };
            }

            var answer = view.Limits.Limits ? wanted ?? DefaultAnswerTokens : wanted;
            var room = view.Room(terms);
            if (answer is { } most && room < most)
            {
                if (!isFresh)
                {
                    continue;
                }

                var least = (most + 1) / 2;
                if (view.RoomWithout(_live, terms) is var later && later > room && later >= least)
                {
                    await nextEnd.WaitAsync(cancellationToken);
                    continue;
                }

                if (room < least)
                {
                    if (await RefuseAsync(view, project, runId, terms, least, most, cancellationToken) is { } shortage)
                    {
                        return new Reservation(key, null, BudgetAmount.None) { Shortage = shortage };
                    }

                    continue;
                }

                answer = (int)room;
            }

            var amount = terms.Cost(answer ?? 0);
            if (await TryAsync(view, project, runId, key, amount, cancellationToken))
            {
                return new Reservation(key, answer, amount);
            }
        }
    }

    /// <summary>Books what an attempt has cost.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="reservation">What was set aside.</param>
    /// <param name="paid">What it cost; null when nobody knows, which counts as all that was set aside.</param>
    public async Task SettleAsync(string runId, Reservation reservation, BudgetAmount? paid)
    {
        if (paid is not null && (paid.Tokens > reservation.Amount.Tokens || paid.Usd > reservation.Amount.Usd) && reservation.AnswerTokens is not null)
        {
            BudgetLog.MoreThanExpected(logger, runId, paid.Tokens, reservation.Amount.Tokens);
        }

        try
        {
            // Not cancelled with the host: the money is spent.
            await books.ChangeAsync(BudgetBooks.Of(BudgetProject.Of(runId)), book => book.Settle(reservation.Key, paid), CancellationToken.None, soon: true);
            await books.ChangeAsync(BudgetBooks.Of(runId), book => book.Settle(reservation.Key, paid), CancellationToken.None, soon: true);
        }
        catch (BudgetStoreException failure)
        {
            // The answer is worth more than the difference: it stays set aside with all that it can have cost.
            BudgetLog.NotSettled(logger, runId, failure.Message);
        }
        finally
        {
            _live.Remove(reservation.Key);
        }
    }

    /// <summary>Books attempts of a call whose host died before it knew what they cost, with all that was set aside for them.</summary>
    public async Task SettleLostAsync(string runId, string call, CancellationToken cancellationToken)
    {
        var run = await books.ReadAsync(BudgetBooks.Of(runId), cancellationToken);
        var lost = run.Holds.Keys.Where(key => key.StartsWith(call + AttemptMark, StringComparison.Ordinal) && !_live.Contains(key)).ToList();
        if (lost.Count == 0)
        {
            return;
        }

        BudgetLog.Lost(logger, runId, lost.Count);
        BudgetBook Settled(BudgetBook book) => lost.Aggregate(book, (settled, key) => settled.Settle(key, paid: null));
        await books.ChangeAsync(BudgetBooks.Of(BudgetProject.Of(runId)), Settled, cancellationToken);
        await books.ChangeAsync(BudgetBooks.Of(runId), Settled, cancellationToken);
    }

    private async Task<BudgetView> ViewAsync(RunOwner project, string runId, bool isFresh, CancellationToken cancellationToken)
    {
        Task<BudgetBook> BookAsync(string name) => isFresh ? books.ReadAsync(name, cancellationToken) : books.LastSeenAsync(name, cancellationToken);
        var book = await BookAsync(BudgetBooks.Of(project));
        var run = await BookAsync(BudgetBooks.Of(runId));
        return new BudgetView(book, run, book.Limits ?? options.Limits, BudgetBook.MonthAccount(time.GetUtcNow().UtcDateTime));
    }

    // Null when there is room after all. The run is noted as waiting in the same write that makes sure that there is none, so that a raise
    // either comes before it and is seen, or comes after it and sees who waits.
    private async Task<BudgetShortage?> RefuseAsync(
        BudgetView view, RunOwner project, string runId, CallTerms terms, int least, int wanted, CancellationToken cancellationToken)
    {
        var (scope, account, state) = view.States.First(budget => terms.Room(budget.State.Left) < least);
        if (scope != BudgetScope.Run)
        {
            var limit = view.ProjectLimits[account];
            var isShort = await books.ChangeAsync(
                BudgetBooks.Of(project),
                book => (book.Limits ?? options.Limits) == view.Limits && terms.Room(book.State(account, limit).Left) < least ? (book.Wait(runId, account), true) : (book, false),
                cancellationToken);
            if (!isShort)
            {
                return null;
            }
        }

        var call = terms.Cost(wanted);
        BudgetLog.OverBudget(logger, runId, scope, call.Tokens, call.Usd);
        return new BudgetShortage(scope, state, call, wanted, scope == BudgetScope.Month ? account : null, options.Approvers);
    }

    private async Task<bool> TryAsync(BudgetView view, RunOwner project, string runId, string key, BudgetAmount amount, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        // What is lost with the power was set aside for an attempt whose answer is lost as well; it only matters where it counts against a limit.
        var soon = !view.Limits.Limits;
        _live.Add(key, project);
        var done = false;
        try
        {
            if (!await books.ChangeAsync(BudgetBooks.Of(runId), book => Reserved(book, book.Reserve(key, amount, view.RunLimits, now)), cancellationToken, soon))
            {
                return false;
            }

            // Limits that were changed since they were looked at are looked at again.
            done = await books.ChangeAsync(
                BudgetBooks.Of(project),
                book => Reserved(book, (book.Limits ?? options.Limits) == view.Limits ? book.Reserve(key, amount, view.ProjectLimits, now)?.GoOn(runId) : null),
                cancellationToken,
                soon);
            return done;
        }
        finally
        {
            if (!done)
            {
                // No request has gone out.
                await SettleAsync(runId, new Reservation(key, null, amount), BudgetAmount.None);
            }
        }
    }

    private static (BudgetBook Book, bool Done) Reserved(BudgetBook book, BudgetBook? reserved) => reserved is null ? (book, false) : (reserved, true);
}
