namespace Workflows.Domain.Budgets;

/// <summary>What stands in a book for one budget.</summary>
/// <param name="Spent">What was paid, and what may have been paid by calls whose end nobody knows.</param>
/// <param name="Raised">What was added to the limit.</param>
public sealed record BudgetAccount(BudgetAmount Spent, BudgetAmount Raised)
{
    /// <summary>Nothing spent, nothing raised.</summary>
    public static BudgetAccount Empty { get; } = new(BudgetAmount.None, BudgetAmount.None);
}
