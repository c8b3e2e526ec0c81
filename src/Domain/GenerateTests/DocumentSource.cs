using Workflows.Domain.Artifacts;

namespace Workflows.Domain.GenerateTests;

/// <summary>Where the OpenAPI document comes from: exactly one of the two is set.</summary>
/// <param name="Artifact">The document, already stored by the channel that took it.</param>
/// <param name="Url">An http or https address to fetch it from.</param>
public sealed record DocumentSource(ArtifactRef? Artifact, string? Url = null);
