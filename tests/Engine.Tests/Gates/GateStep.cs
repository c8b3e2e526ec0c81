using Workflows.Domain.Gates;

namespace Workflows.Engine.Tests.Gates;

/// <summary>Something that happens to a gate: time passes, the content changes, the host starts again, or somebody decides.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Number">Hours, or the content that there is then.</param>
/// <param name="Decision">What is decided.</param>
/// <param name="By">By whom.</param>
public sealed record GateStep(GateStepKind Kind, int Number, GateDecisionKind Decision, string By);
