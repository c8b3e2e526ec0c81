namespace Workflows.Http.Contracts;

/// <summary>One thing to look at before deciding.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Artifact">The artifact, with the hash of what is to be decided on: what is served must have the same.</param>
public sealed record GateArtifact(string Label, RunArtifact Artifact);
