using Workflows.Domain.Budgets;

namespace Workflows.Domain.Tests.Budgets;

/// <summary>A book, and an endpoint that bills every call that goes out: at most what was set aside, whatever becomes of the caller.</summary>
internal sealed class BudgetWorld(BudgetLimit project, BudgetLimit month)
{
    private const string Month = "2030-01";

    private static readonly DateTime Now = new(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly Dictionary<string, BudgetAmount> _raised = [];
    private readonly Dictionary<string, BudgetAmount> _open = [];
    private BudgetBook _book = new();
    private BudgetAmount _paid = BudgetAmount.None;
    private int _calls;

    public bool IsWithinLimits
    {
        get
        {
            var added = _raised.Values.Aggregate(BudgetAmount.None, (sum, amount) => sum.Plus(amount));
            var state = _book.State(BudgetBook.ProjectAccount, project);
            var onRecord = state.Spent.Plus(state.Reserved);
            return project.Raised(added).Allows(_paid) && month.Allows(_paid) && onRecord.Tokens >= _paid.Tokens && onRecord.Usd >= _paid.Usd;
        }
    }

    public void Take(BudgetStep step)
    {
        switch (step.Kind)
        {
            case "reserve":
                // Every attempt has a key of its own; the book is durable before the call goes out, and then it may be billed at any time.
                var key = $"{step.Key}/{++_calls}";
                var next = _book.Reserve(key, step.Amount, new Dictionary<string, BudgetLimit> { [BudgetBook.ProjectAccount] = project, [Month] = month }, Now);
                if (next is not null)
                {
                    _book = next;
                    _open[key] = Share(step.Amount, step.Share);
                    _paid = _paid.Plus(_open[key]);
                }

                break;
            case "pay" when _open.Count > 0:
                End(paid: _open.First().Value);
                break;
            case "release" when _open.Count > 0 && _open.First().Value == BudgetAmount.None:
                End(BudgetAmount.None);
                break;
            case "crash" when _open.Count > 0:
                End(paid: null);
                break;
            case "raise":
                _raised[step.Key] = _raised.GetValueOrDefault(step.Key, step.Amount);
                _book = _book.Raise(BudgetBook.ProjectAccount, step.Amount, step.Key);
                break;
            case "repeat":
                _book = _book.Settle($"{step.Key}/{_calls + 1}", step.Amount);
                break;
        }
    }

    private void End(BudgetAmount? paid)
    {
        var key = _open.First().Key;
        _open.Remove(key);
        _book = _book.Settle(key, paid).Settle(key, paid);
    }

    private static BudgetAmount Share(BudgetAmount amount, decimal share) => new((long)(amount.Tokens * share), amount.Usd * share);
}
