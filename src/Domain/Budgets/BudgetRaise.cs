namespace Workflows.Domain.Budgets;

/// <summary>A raise of a budget: input of <see cref="BudgetActivities.RaiseBudget"/>.</summary>
/// <param name="Id">The same for the same raise, however often it is told: it counts once.</param>
/// <param name="User">The user of the project.</param>
/// <param name="Project">The project.</param>
/// <param name="Scope">Which of its budgets.</param>
/// <param name="Amount">What is added.</param>
/// <param name="By">Who decided it.</param>
/// <param name="RunId">The run where it was decided; null where it was not decided at a gate.</param>
/// <param name="Month">The month, where the budget is a month's: <c>2026-11</c>; null for the present one.</param>
public sealed record BudgetRaise(
    string Id, string User, string Project, BudgetScope Scope, BudgetAmount Amount, string By, string? RunId = null, string? Month = null);
