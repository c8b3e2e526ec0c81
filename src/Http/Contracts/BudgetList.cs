namespace Workflows.Http.Contracts;

/// <summary>Budgets.</summary>
/// <param name="Budgets">Those of each project, by name.</param>
public sealed record BudgetList(IReadOnlyList<BudgetSummary> Budgets);
