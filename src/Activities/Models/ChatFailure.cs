using Workflows.Domain.Budgets;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Models;

/// <summary>No usable answer.</summary>
/// <param name="Kind">Whether another attempt can help.</param>
/// <param name="Reason">What happened, in one line for people. Holds no secret.</param>
/// <param name="Usage">What was paid for all the same.</param>
/// <param name="Attempts">How many calls it took.</param>
public sealed record ChatFailure(ChatFailureKind Kind, string Reason, ModelUsage Usage, int Attempts = 1) : ChatOutcome(Usage, Attempts)
{
    /// <summary>How long the endpoint asked to wait before the next call; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The limit of the answer that was asked for, where a budget chose one.</summary>
    public int? AnswerTokens { get; init; }

    /// <summary>Whether it is the service that is not there: no connection, or a gateway that has nobody behind it. It is no fault of the question.</summary>
    public bool IsInfrastructure { get; init; }

    /// <summary>Whether an answer came whole and is of no use: asked again under the same key, a gateway that keeps answers would give it again.</summary>
    public bool IsUseless { get; init; }

    /// <summary>Which budget has no room, for <see cref="ChatFailureKind.OverBudget"/>.</summary>
    public BudgetShortage? Shortage { get; init; }
}
