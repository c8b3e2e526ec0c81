namespace Workflows.Domain.Budgets;

/// <summary>Output of <see cref="BudgetActivities.RaiseBudget"/>.</summary>
/// <param name="Waiting">Other runs that wait for the same budget.</param>
public sealed record RaisedBudget(IReadOnlyList<string> Waiting);
