namespace Workflows.Http.Contracts;

/// <summary>Gates, oldest first.</summary>
/// <param name="Gates">The first of them.</param>
/// <param name="Total">How many there are.</param>
public sealed record GateList(IReadOnlyList<GateSummary> Gates, int Total);
