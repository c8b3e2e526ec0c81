namespace Workflows.Http.Contracts;

/// <summary>A delivery that is no decision.</summary>
/// <param name="Result">Always <c>ignored</c>.</param>
/// <param name="Reason">Why, and what would have been one.</param>
public sealed record IgnoredDelivery(string Result, string Reason);
