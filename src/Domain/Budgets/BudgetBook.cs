using System.Globalization;

namespace Workflows.Domain.Budgets;

/// <summary>
/// What is on record of a project or of a run: what was spent, what is set aside, what was added. The rules of budgets are its methods; each
/// gives a new book, or the same one where nothing is to be changed. Whoever keeps books writes each whole or not at all.
/// </summary>
public sealed record BudgetBook
{
    /// <summary>The account of the run, in the book of a run.</summary>
    public const string RunAccount = "run";

    /// <summary>The account of all runs, in the book of a project.</summary>
    public const string ProjectAccount = "project";

    private const int MostRaises = 1000;
    private const int MostWaiting = 5000;

    // Longer than the longest call: whoever made it is dead.
    private static readonly TimeSpan LongestHold = TimeSpan.FromHours(25);

    /// <summary>Limits that were set for this project; null where those of the settings hold.</summary>
    public BudgetLimits? Limits { get; init; }

    /// <summary>The accounts by name. A month's is <see cref="MonthAccount"/>.</summary>
    public IReadOnlyDictionary<string, BudgetAccount> Accounts { get; init; } = new Dictionary<string, BudgetAccount>();

    /// <summary>What is set aside, by the key of the attempt.</summary>
    public IReadOnlyDictionary<string, BudgetHold> Holds { get; init; } = new Dictionary<string, BudgetHold>();

    /// <summary>Ids of the last raises: each counts once.</summary>
    public IReadOnlyList<string> Raises { get; init; } = [];

    /// <summary>Runs that wait for a raise, with the account that they wait for.</summary>
    public IReadOnlyDictionary<string, string> Waiting { get; init; } = new Dictionary<string, string>();

    /// <summary>The name of a month's account: <c>2026-11</c>.</summary>
    public static string MonthAccount(DateTime at) => at.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>How an account stands under a limit.</summary>
    public BudgetState State(string account, BudgetLimit limit)
    {
        ArgumentNullException.ThrowIfNull(limit);
        var standing = Accounts.GetValueOrDefault(account, BudgetAccount.Empty);
        return new BudgetState(limit.Raised(standing.Raised), standing.Spent, Held(account, Holds.Values));
    }

    /// <summary>The same as if some attempts had ended and cost nothing.</summary>
    public BudgetBook Without(Func<string, bool> ended) => this with { Holds = Holds.Where(hold => !ended(hold.Key)).ToDictionary() };

    /// <summary>Sets an amount aside where every limit leaves room for it.</summary>
    /// <param name="key">The attempt. One that has already set something aside keeps it.</param>
    /// <param name="amount">The most that it can cost.</param>
    /// <param name="limits">The accounts that it is taken from, with their limits.</param>
    /// <param name="at">Now (UTC).</param>
    /// <returns>The new book; null when there is no room.</returns>
    public BudgetBook? Reserve(string key, BudgetAmount amount, IReadOnlyDictionary<string, BudgetLimit> limits, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var book = SettleLost(at);
        return book.Holds.ContainsKey(key) ? book
            : limits.All(limit => book.State(limit.Key, limit.Value).HasRoomFor(amount))
                ? book with { Holds = new Dictionary<string, BudgetHold>(book.Holds) { [key] = new(amount, [.. limits.Keys], at) } }
                : null;
    }

    /// <summary>Ends an attempt: what it cost is spent, and no longer set aside. An attempt that has ended, or never began, changes nothing.</summary>
    /// <param name="key">The attempt.</param>
    /// <param name="paid">What it cost, also where that is more than was set aside; null when nobody knows, which counts as all of it.</param>
    public BudgetBook Settle(string key, BudgetAmount? paid)
    {
        if (!Holds.TryGetValue(key, out var hold))
        {
            return this;
        }

        var accounts = new Dictionary<string, BudgetAccount>(Accounts);
        foreach (var name in hold.Accounts)
        {
            var account = accounts.GetValueOrDefault(name, BudgetAccount.Empty);
            accounts[name] = account with { Spent = account.Spent.Plus(paid ?? hold.Amount) };
        }

        var holds = new Dictionary<string, BudgetHold>(Holds);
        holds.Remove(key);
        return this with { Accounts = accounts, Holds = holds };
    }

    /// <summary>Adds to the limit of an account, once for each id.</summary>
    public BudgetBook Raise(string account, BudgetAmount amount, string id)
    {
        if (Raises.Contains(id))
        {
            return this;
        }

        var standing = Accounts.GetValueOrDefault(account, BudgetAccount.Empty);
        return this with
        {
            Accounts = new Dictionary<string, BudgetAccount>(Accounts) { [account] = standing with { Raised = standing.Raised.Plus(amount) } },
            Raises = [.. Raises.Append(id).TakeLast(MostRaises)],
        };
    }

    /// <summary>Sets the limits, which are then what was said: what had been added to the old ones is no longer added.</summary>
    /// <param name="limits">The limits; null for those of the settings.</param>
    public BudgetBook Limit(BudgetLimits? limits) => this with
    {
        Limits = limits,
        Accounts = Accounts.ToDictionary(account => account.Key, account => account.Value with { Raised = BudgetAmount.None }),
    };

    /// <summary>Notes that a run waits for a raise of an account.</summary>
    public BudgetBook Wait(string runId, string account) => Waiting.GetValueOrDefault(runId) == account
        ? this
        : this with { Waiting = Waiting.Where(run => run.Key != runId).TakeLast(MostWaiting - 1).Append(new(runId, account)).ToDictionary() };

    /// <summary>Notes that a run waits no longer.</summary>
    public BudgetBook GoOn(string runId) => Waiting.ContainsKey(runId) ? this with { Waiting = Waiting.Where(run => run.Key != runId).ToDictionary() } : this;

    private BudgetBook SettleLost(DateTime at) =>
        Holds.Where(hold => hold.Value.At < at - LongestHold).Aggregate(this, (book, hold) => book.Settle(hold.Key, paid: null));

    private static BudgetAmount Held(string account, IEnumerable<BudgetHold> holds) =>
        holds.Where(hold => hold.Accounts.Contains(account)).Aggregate(BudgetAmount.None, (sum, hold) => sum.Plus(hold.Amount));
}
