namespace Workflows.Domain.GenerateTests;

/// <summary>The end of a run whose budget was not raised.</summary>
/// <param name="By">Who did not want to spend more.</param>
/// <param name="Round">The round that the model was to be asked in.</param>
public sealed record BudgetStop(string By, int Round);
