namespace Workflows.Domain.Gates;

/// <summary>A decision that did not count.</summary>
/// <param name="Id">The decision.</param>
/// <param name="By">Who decided.</param>
/// <param name="Reason">Why it did not count, in a sentence.</param>
public sealed record VoidDecision(string Id, string By, string Reason);
