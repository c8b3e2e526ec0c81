namespace Workflows.Domain.Budgets;

/// <summary>What model calls use: tokens of prompts and answers together, and US dollars. Neither is ever negative.</summary>
/// <param name="Tokens">Tokens.</param>
/// <param name="Usd">US dollars.</param>
public sealed record BudgetAmount(long Tokens, decimal Usd)
{
    // Endpoints report what they like, and a sum must not turn into a small one.
    private const long MostTokens = 1_000_000_000_000_000_000;
    private const decimal MostUsd = 1_000_000_000_000_000m;

    /// <summary>Nothing.</summary>
    public static BudgetAmount None { get; } = new(0, 0);

    /// <summary>The sum. What is too large to count stays at the largest amount.</summary>
    public BudgetAmount Plus(BudgetAmount other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new BudgetAmount(
            Math.Min(MostTokens, Clamp(Tokens) + Clamp(other.Tokens)), Math.Min(MostUsd, Clamp(Usd) + Clamp(other.Usd)));
    }

    private static long Clamp(long tokens) => Math.Clamp(tokens, 0, MostTokens);

    private static decimal Clamp(decimal usd) => Math.Clamp(usd, 0, MostUsd);
}
