namespace Workflows.Domain.Budgets;

/// <summary>What is set aside for one attempt of a model call, from before its request goes out until it is known what it cost.</summary>
/// <param name="Amount">The most that it can cost.</param>
/// <param name="Accounts">The accounts of the book that it is taken from.</param>
/// <param name="At">When it was set aside (UTC).</param>
public sealed record BudgetHold(BudgetAmount Amount, IReadOnlyList<string> Accounts, DateTime At);
