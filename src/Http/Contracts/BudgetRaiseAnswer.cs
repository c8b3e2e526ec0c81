namespace Workflows.Http.Contracts;

/// <summary>What became of a raise.</summary>
/// <param name="Id">The raise.</param>
/// <param name="Budget">The budgets as they stand now.</param>
/// <param name="Runs">The runs that waited for it and were told to ask again.</param>
public sealed record BudgetRaiseAnswer(string Id, BudgetSummary Budget, IReadOnlyList<string> Runs);
