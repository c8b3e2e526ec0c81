using Workflows.Domain.Budgets;

namespace Workflows.Http.Contracts;

/// <summary>The budgets of a project.</summary>
/// <param name="User">Whose project.</param>
/// <param name="Project">The project.</param>
/// <param name="Month">The present month (UTC): <c>2026-11</c>.</param>
/// <param name="OwnLimits">Whether limits were set for the project; otherwise those of the settings hold.</param>
/// <param name="RunLimit">What each run may use.</param>
/// <param name="ProjectLimit">What all runs together may use, without what was added.</param>
/// <param name="MonthLimit">What a month may use, without what was added to the present one.</param>
/// <param name="Total">All runs together.</param>
/// <param name="Monthly">All runs together in the present month.</param>
public sealed record BudgetSummary(
    string User, string Project, string Month, bool OwnLimits, BudgetLimit RunLimit, BudgetLimit ProjectLimit, BudgetLimit MonthLimit,
    BudgetStanding Total, BudgetStanding Monthly);
