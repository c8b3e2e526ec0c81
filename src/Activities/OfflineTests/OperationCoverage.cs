namespace Workflows.Activities.OfflineTests;

/// <summary>What the offline writer made of one operation.</summary>
/// <param name="Operation">Method and path.</param>
/// <param name="Tests">How many requests test it; a theory counts once for each of its rows.</param>
/// <param name="Reason">Why there is none; null when it is covered.</param>
public sealed record OperationCoverage(string Operation, int Tests, string? Reason);
