namespace Workflows.Domain.Gates;

/// <summary>How a gate ended.</summary>
/// <param name="Kind">What was decided.</param>
/// <param name="State">Decided by somebody, or by its deadline.</param>
/// <param name="Decisions">The decisions that made it, in their order; empty after a deadline.</param>
/// <param name="Subject">What was decided on.</param>
public sealed record GateOutcome(GateDecisionKind Kind, GateState State, IReadOnlyList<GateDecision> Decisions, GateSubject Subject)
{
    /// <summary>The decision that ended it; null after a deadline.</summary>
    public GateDecision? Last => Decisions.Count > 0 ? Decisions[^1] : null;

    /// <summary>The texts that came with the decisions, in their order; null when there were none.</summary>
    public string? Text => Decisions.Where(decision => !string.IsNullOrWhiteSpace(decision.Text)).Select(decision => decision.Text).ToList() is { Count: > 0 } texts
        ? string.Join("\n\n", texts)
        : null;

    /// <summary>Who decided, for people to read.</summary>
    public string By => Decisions.Count > 0 ? string.Join(", ", Decisions.Select(decision => decision.By).Distinct()) : "the deadline";
}
