namespace Workflows.Http.Contracts;

/// <summary>What became of several decisions, in the order in which they were sent.</summary>
/// <param name="Results">One for each.</param>
public sealed record BatchAnswer(IReadOnlyList<BatchResult> Results);
