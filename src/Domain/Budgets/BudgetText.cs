using System.Globalization;
using Workflows.Domain.Gates;
using Workflows.Domain.Tenancy;

namespace Workflows.Domain.Budgets;

/// <summary>A shortage in words.</summary>
internal static class BudgetText
{
    private const int MostDecimals = 6;

    /// <summary>What a gate shows: what was done, what is left, and what going on would cost.</summary>
    public static GateSubject Subject(RunOwner project, BudgetShortage shortage, BudgetQuestion question) => new(
        $"The budget of {Of(project, shortage)} does not allow the next call",
        $"""
        Done so far: {question.Done}
        Next: {question.Next}
        Budget of {Of(project, shortage)}: {Limit(shortage.Budget.Limit)}. Spent: {Amount(shortage.Budget.Spent, shortage.Budget.Limit)}. Set aside for calls under way: {Amount(shortage.Budget.Reserved, shortage.Budget.Limit)}. Left: {Limit(shortage.Budget.Left)}.
        The next call costs at most {Amount(shortage.Call, shortage.Budget.Limit)}, with an answer of up to {shortage.AnswerTokens} tokens.
        To go on, raise the budget by at least '{BudgetTopUp.Text(Missing(shortage))}'. Rejecting ends the run with what there is.
        """,
        []);

    /// <summary>The status of a run that waits.</summary>
    public static string Waits(RunOwner project, BudgetShortage shortage) =>
        $"Waits for a top-up: the budget of {Of(project, shortage)} has {Limit(shortage.Budget.Left)} left, and the next call costs at most {Amount(shortage.Call, shortage.Budget.Limit)}";

    private static string Of(RunOwner project, BudgetShortage shortage) => shortage.Scope switch
    {
        BudgetScope.Run => "this run",
        BudgetScope.Project => $"project {project.User}/{project.Project}",
        _ => $"project {project.User}/{project.Project} in {shortage.Month}",
    };

    private static string Limit(BudgetLimit limit) => Join(
        limit.Usd is { } usd ? Usd(usd) : null, limit.Tokens is { } tokens ? Tokens(tokens) : null) is { Length: > 0 } text ? text : "no limit";

    // What has no limit is of no interest here.
    private static string Amount(BudgetAmount amount, BudgetLimit limit) =>
        Join(limit.Usd is null ? null : Usd(amount.Usd), limit.Tokens is null ? null : Tokens(amount.Tokens));

    private static BudgetAmount Missing(BudgetShortage shortage)
    {
        var (limit, needed) = (shortage.Budget.Limit, shortage.Budget.Spent.Plus(shortage.Budget.Reserved).Plus(shortage.Call));
        return new BudgetAmount(
            limit.Tokens is { } tokens ? Math.Max(0, needed.Tokens - tokens) : 0,
            limit.Usd is { } usd ? Math.Max(0, decimal.Round(needed.Usd - usd, MostDecimals, MidpointRounding.ToPositiveInfinity)) : 0);
    }

    private static string Join(params string?[] parts) => string.Join(" and ", parts.Where(part => part is not null));

    private static string Usd(decimal usd) => usd.ToString("0.00####", CultureInfo.InvariantCulture) + " usd";

    private static string Tokens(long tokens) => tokens.ToString(CultureInfo.InvariantCulture) + " tokens";
}
