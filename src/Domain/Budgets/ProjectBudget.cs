using Workflows.Domain.Tenancy;

namespace Workflows.Domain.Budgets;

/// <summary>How the budgets of a project stand.</summary>
/// <param name="Project">The project.</param>
/// <param name="Limits">Its limits, without what was added.</param>
/// <param name="HasOwnLimits">Whether they were set for it; otherwise they are those of the settings.</param>
/// <param name="Total">All runs together.</param>
/// <param name="Month">The present month (UTC): <c>2026-11</c>.</param>
/// <param name="Monthly">All runs together in that month.</param>
public sealed record ProjectBudget(RunOwner Project, BudgetLimits Limits, bool HasOwnLimits, BudgetState Total, string Month, BudgetState Monthly);
