using Workflows.Domain.Artifacts;

namespace Workflows.Domain.Gates;

/// <summary>One thing to look at before deciding.</summary>
/// <param name="Label">What it is, for example "Tests".</param>
/// <param name="Artifact">The artifact, with the hash of what is shown.</param>
public sealed record GateItem(string Label, ArtifactRef Artifact);
