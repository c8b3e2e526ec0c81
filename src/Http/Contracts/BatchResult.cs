namespace Workflows.Http.Contracts;

/// <summary>What became of one of several decisions.</summary>
/// <param name="GateId">The gate.</param>
/// <param name="Status">The status code that the decision alone would have got.</param>
/// <param name="Result">taken, repeated, accepted, or refused.</param>
/// <param name="Detail">The same in a sentence.</param>
/// <param name="State">Where the gate stands now; null when the decision was refused.</param>
public sealed record BatchResult(string? GateId, int Status, string Result, string Detail, string? State);
