namespace Workflows.Domain.GenerateTests;

/// <summary>What model calls used.</summary>
/// <param name="InputTokens">Tokens of the prompts, as reported by the endpoint.</param>
/// <param name="OutputTokens">Tokens of the answers, as reported by the endpoint.</param>
/// <param name="CostUsd">What they cost in US dollars by the configured prices; null where no price is configured.</param>
public sealed record ModelUsage(long InputTokens, long OutputTokens, decimal? CostUsd)
{
    /// <summary>Nothing used.</summary>
    public static ModelUsage None { get; } = new(0, 0, null);

    /// <summary>The sum of two usages; a cost that is known for one only stays known.</summary>
    public ModelUsage Plus(ModelUsage other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new ModelUsage(InputTokens + other.InputTokens, OutputTokens + other.OutputTokens,
            CostUsd is null && other.CostUsd is null ? null : (CostUsd ?? 0) + (other.CostUsd ?? 0));
    }
}
