namespace Workflows.Http.Contracts;

/// <summary>What became of a decision that was not refused.</summary>
/// <param name="GateId">The gate.</param>
/// <param name="DecisionId">The decision.</param>
/// <param name="Result"><c>taken</c>; <c>repeated</c> when it was delivered before; <c>accepted</c> when the gate has not looked at it yet.</param>
/// <param name="Detail">The same in a sentence.</param>
/// <param name="State">Where the gate stands now.</param>
public sealed record GateDecisionAnswer(string GateId, string? DecisionId, string Result, string Detail, string State);
