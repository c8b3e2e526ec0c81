using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Models;

/// <summary>What came of a question: a <see cref="ChatResponse"/> or a <see cref="ChatFailure"/>.</summary>
/// <param name="Usage">What was paid for, also when nothing usable came back.</param>
/// <param name="Attempts">How many calls it took.</param>
public abstract record ChatOutcome(ModelUsage Usage, int Attempts)
{
    /// <summary>What the last call is known to have cost.</summary>
    public ChatBilling Billing { get; init; }
}
