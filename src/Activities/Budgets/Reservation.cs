using Workflows.Domain.Budgets;

namespace Workflows.Activities.Budgets;

/// <summary>What came of asking for room in the budgets.</summary>
/// <param name="Key">The attempt.</param>
/// <param name="AnswerTokens">The limit that the answer must be given; null for none.</param>
/// <param name="Amount">What is set aside.</param>
internal sealed record Reservation(string Key, int? AnswerTokens, BudgetAmount Amount)
{
    /// <summary>Why there is no room; null where the amount is set aside.</summary>
    public BudgetShortage? Shortage { get; init; }

    /// <summary>Why the call cannot be made under this budget at all, as a sentence; null where it can.</summary>
    public string? Problem { get; init; }
}
