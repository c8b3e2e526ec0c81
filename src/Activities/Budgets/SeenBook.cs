using Workflows.Domain.Budgets;

namespace Workflows.Activities.Budgets;

/// <summary>A book as it was when this process read or wrote it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Book">What it said.</param>
/// <param name="Version">The version that it had; null where there was none yet.</param>
internal sealed record SeenBook(string Name, BudgetBook Book, string? Version);
