namespace Workflows.Domain.Budgets;

/// <summary>What a run tells of itself where its budget does not allow the next question to a model.</summary>
/// <param name="Done">What was done so far, as a sentence.</param>
/// <param name="Next">What the question is for and what comes after it, as a sentence.</param>
public sealed record BudgetQuestion(string Done, string Next);
