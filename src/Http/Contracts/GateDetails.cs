using System.Text.Json;

namespace Workflows.Http.Contracts;

/// <summary>All of a gate.</summary>
/// <param name="Gate">What lists tell, too.</param>
/// <param name="Artifacts">What to look at.</param>
/// <param name="Status">The whole status: subject, rules, decisions that count and that do not, what changed.</param>
/// <param name="RunUrl">Where the run is told.</param>
public sealed record GateDetails(GateSummary Gate, IReadOnlyList<GateArtifact> Artifacts, JsonElement Status, string? RunUrl);
