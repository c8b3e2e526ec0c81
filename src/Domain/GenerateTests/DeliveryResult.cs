using Workflows.Domain.Gates;
using Workflows.Domain.SourceControl;

namespace Workflows.Domain.GenerateTests;

/// <summary>What became of the delivery.</summary>
/// <param name="Decision">What was decided at last.</param>
/// <param name="By">Who decided.</param>
/// <param name="Text">What they said; null for nothing.</param>
/// <param name="Reviews">How many decisions it took.</param>
/// <param name="Commit">Where the tests are; null when they were rejected.</param>
public sealed record DeliveryResult(GateDecisionKind Decision, string By, string? Text, int Reviews, CommitResult? Commit);
