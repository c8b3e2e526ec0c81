using Workflows.Domain.Budgets;

namespace Workflows.Activities.Budgets;

/// <summary>What an attempt of a model call costs at most.</summary>
/// <param name="InputTokens">Upper bound of the tokens of its prompt.</param>
/// <param name="InputPrice">US dollars for a million of them; null where no price is known.</param>
/// <param name="OutputPrice">US dollars for a million tokens of the answer; null likewise.</param>
internal sealed record CallTerms(long InputTokens, decimal? InputPrice, decimal? OutputPrice)
{
    private const decimal Million = 1_000_000m;

    /// <summary>The cost with an answer of so many tokens.</summary>
    public BudgetAmount Cost(long answerTokens) => Cost(InputTokens, answerTokens);

    /// <summary>What so many tokens cost.</summary>
    public BudgetAmount Cost(long inputTokens, long answerTokens) =>
        new BudgetAmount(inputTokens, inputTokens * (InputPrice ?? 0) / Million).Plus(new BudgetAmount(answerTokens, answerTokens * (OutputPrice ?? 0) / Million));

    /// <summary>The most tokens of an answer that are within what is left; negative where not even the prompt is.</summary>
    public long Room(BudgetLimit left)
    {
        var byTokens = left.Tokens is { } tokens ? tokens - InputTokens : long.MaxValue;
        var byMoney = left.Usd is not { } usd ? long.MaxValue
            : usd < Cost(0).Usd ? -1
            : OutputPrice is { } price and > 0 ? (long)Math.Min(int.MaxValue, Math.Floor((usd - Cost(0).Usd) * Million / price))
            : long.MaxValue;
        return Math.Min(byTokens, byMoney);
    }
}
