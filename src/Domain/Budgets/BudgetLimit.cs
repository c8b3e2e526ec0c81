using System.Text.Json.Serialization;

namespace Workflows.Domain.Budgets;

/// <summary>A limit. Both parts hold where both are given.</summary>
/// <param name="Tokens">Most tokens of prompts and answers together; null for no limit.</param>
/// <param name="Usd">Most US dollars; null for no limit.</param>
public sealed record BudgetLimit(long? Tokens, decimal? Usd)
{
    /// <summary>No limit.</summary>
    public static BudgetLimit None { get; } = new(null, null);

    /// <summary>Whether anything is limited.</summary>
    [JsonIgnore]
    public bool Limits => Tokens is not null || Usd is not null;

    /// <summary>The limit with what was added to it; what has no limit gets none.</summary>
    public BudgetLimit Raised(BudgetAmount amount)
    {
        var whole = new BudgetAmount(Tokens ?? 0, Usd ?? 0).Plus(amount);
        return new BudgetLimit(Tokens is null ? null : whole.Tokens, Usd is null ? null : whole.Usd);
    }

    /// <summary>Whether that much is within the limit.</summary>
    public bool Allows(BudgetAmount amount)
    {
        ArgumentNullException.ThrowIfNull(amount);
        return !(amount.Tokens > Tokens) && !(amount.Usd > Usd);
    }
}
