using Workflows.Domain.Budgets;

namespace Workflows.Domain.Tests.Budgets;

/// <summary>One thing that happens to a book.</summary>
/// <param name="Kind">reserve, pay, release, crash, raise, repeat.</param>
/// <param name="Key">The attempt, or the raise.</param>
/// <param name="Amount">What is asked for.</param>
/// <param name="Share">How much of what was set aside an endpoint bills, 0 to 1.</param>
public sealed record BudgetStep(string Kind, string Key, BudgetAmount Amount, decimal Share);
