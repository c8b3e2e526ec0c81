namespace Workflows.Domain.Artifacts;

/// <summary>Points at an artifact; this is what travels through history in the body's place.</summary>
/// <param name="RunId">The run that the artifact belongs to: the instance id of the top-level orchestration.</param>
/// <param name="Name">Its name within the run, with forward slashes: <c>prompts/round-1.md</c>.</param>
/// <param name="Length">Size in bytes.</param>
/// <param name="Sha256">Hash of the content, in lower-case hex.</param>
/// <param name="ContentType">Media type.</param>
public sealed record ArtifactRef(string RunId, string Name, long Length, string Sha256, string ContentType);
