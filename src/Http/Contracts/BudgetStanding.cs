using Workflows.Domain.Budgets;

namespace Workflows.Http.Contracts;

/// <summary>How a budget stands.</summary>
/// <param name="Limit">The limit with all that was added to it; a member that is null is not limited.</param>
/// <param name="Spent">What was spent.</param>
/// <param name="Reserved">What is set aside for calls under way.</param>
/// <param name="Left">What is left; a member that is null is not limited.</param>
public sealed record BudgetStanding(BudgetLimit Limit, BudgetAmount Spent, BudgetAmount Reserved, BudgetLimit Left)
{
    /// <summary>The same as the books tell it.</summary>
    public static BudgetStanding Of(BudgetState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new BudgetStanding(state.Limit, state.Spent, state.Reserved, state.Left);
    }
}
