namespace Workflows.Domain.Gates;

/// <summary>What a signed link lets its holder do: decide at one gate, on one content, in the name of one approver, until it expires.</summary>
/// <param name="GateId">The gate's instance.</param>
/// <param name="ContentHash">The content that the link was made for.</param>
/// <param name="Decisions">The decisions that it allows.</param>
/// <param name="Approver">In whose name.</param>
/// <param name="ExpiresAt">Until when (UTC).</param>
public sealed record GateLink(string GateId, string ContentHash, IReadOnlyList<GateDecisionKind> Decisions, string Approver, DateTimeOffset ExpiresAt);
