using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;

namespace Workflows.Domain.Budgets;

/// <summary>What came of a question to a model under a budget.</summary>
/// <param name="Answer">The answer, with what all attempts used. It has no response where the raise was refused.</param>
/// <param name="Rejection">How the gate ended where nobody wanted to spend more; null otherwise.</param>
public sealed record BudgetedAnswer(ModelAnswer Answer, GateOutcome? Rejection);
