using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>What <c>approve</c>, <c>reject</c> and <c>reply</c> print with <c>--json</c>.</summary>
/// <param name="Gate">What was decided on, as it was shown.</param>
/// <param name="Answer">What became of the decision.</param>
/// <param name="Run">The run afterwards, where it went on in this process; null where a serving host goes on with it.</param>
/// <param name="Next">The gate at which it waits again; null for none.</param>
internal sealed record DecisionReport(GateSummary Gate, GateDecisionAnswer Answer, Run? Run, GateSummary? Next);
