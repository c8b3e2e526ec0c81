namespace Workflows.Http.Contracts;

/// <summary>What is added to a budget of a project.</summary>
/// <param name="Scope"><c>project</c> or <c>month</c> (the present one).</param>
/// <param name="Tokens">Tokens to add; null for none.</param>
/// <param name="Usd">US dollars to add; null for none.</param>
/// <param name="By">Who says so; the person of the key where there are keys.</param>
/// <param name="Id">The same for a repetition, which adds nothing; null makes one.</param>
public sealed record BudgetRaiseRequest(string? Scope, long? Tokens = null, decimal? Usd = null, string? By = null, string? Id = null);
