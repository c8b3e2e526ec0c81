namespace Workflows.Http.Contracts;

/// <summary>The artifacts of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Location">Where a person finds them: a folder or a container.</param>
/// <param name="Artifacts">By name.</param>
public sealed record ArtifactList(string RunId, string Location, IReadOnlyList<RunArtifact> Artifacts);
