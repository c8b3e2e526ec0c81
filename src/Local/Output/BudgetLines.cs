using System.Globalization;
using Workflows.Domain.Budgets;
using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>Budgets as people read them.</summary>
internal static class BudgetLines
{
    /// <summary>The budgets of a project, over several lines.</summary>
    public static IEnumerable<string> Of(BudgetSummary budget)
    {
        yield return $"{TerminalText.Clean(budget.User)}/{TerminalText.Clean(budget.Project)}{(budget.OwnLimits ? "" : "  (limits of the settings)")}";
        yield return $"  each run   limit {Limit(budget.RunLimit)}";
        yield return $"  all runs   {Line(budget.Total)}";
        yield return $"  {TerminalText.Clean(budget.Month),-9}  {Line(budget.Monthly)}";
    }

    /// <summary>How one budget stands, in a line.</summary>
    public static string Line(BudgetStanding budget) =>
        $"limit {Limit(budget.Limit)}; spent {Amount(budget.Spent)}; set aside {Amount(budget.Reserved)}{(budget.Limit.Limits ? $"; left {Limit(budget.Left)}" : "")}";

    private static string Limit(BudgetLimit limit) => (limit.Usd, limit.Tokens) switch
    {
        (null, null) => "none",
        ({ } usd, null) => Usd(usd),
        (null, { } tokens) => Tokens(tokens),
        ({ } usd, { } tokens) => $"{Usd(usd)} and {Tokens(tokens)}",
    };

    private static string Amount(BudgetAmount amount) => $"{Usd(amount.Usd)}, {Tokens(amount.Tokens)}";

    private static string Usd(decimal usd) => usd.ToString("0.00####", CultureInfo.InvariantCulture) + " usd";

    private static string Tokens(long tokens) => tokens.ToString(CultureInfo.InvariantCulture) + " tokens";
}
