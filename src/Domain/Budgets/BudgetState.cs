using System.Text.Json.Serialization;

namespace Workflows.Domain.Budgets;

/// <summary>How a budget stands.</summary>
/// <param name="Limit">The limit with all that was added to it.</param>
/// <param name="Spent">What was spent.</param>
/// <param name="Reserved">What is set aside for calls under way.</param>
public sealed record BudgetState(BudgetLimit Limit, BudgetAmount Spent, BudgetAmount Reserved)
{
    /// <summary>What is left, and nothing when more was spent than there was; without limit where there is none.</summary>
    [JsonIgnore]
    public BudgetLimit Left
    {
        get
        {
            var used = Spent.Plus(Reserved);
            return new BudgetLimit(
                Limit.Tokens is { } tokens ? Math.Max(0, tokens - used.Tokens) : null, Limit.Usd is { } usd ? Math.Max(0, usd - used.Usd) : null);
        }
    }

    /// <summary>Whether a call that costs that much at most can be made.</summary>
    public bool HasRoomFor(BudgetAmount amount) => Limit.Allows(Spent.Plus(Reserved).Plus(amount));
}
