using Workflows.Domain.Artifacts;

namespace Workflows.Domain.GenerateTests;

/// <summary>What is known of the document.</summary>
/// <param name="Source">The document as it came (<c>document/source.json</c> or <c>.yaml</c>).</param>
/// <param name="Api">The document as OpenAPI 3 JSON with its references inside (<c>document/api.json</c>): what prompts and the offline model read.</param>
/// <param name="Title">Its title.</param>
/// <param name="SpecVersion">The version that it is written in: <c>2.0</c>, <c>3.0</c>, <c>3.1</c> …</param>
/// <param name="Operations">How many operations it describes.</param>
/// <param name="ServerUrl">The first absolute http(s) server address, its variables filled with their defaults; null when there is none.</param>
/// <param name="Warnings">What the reader noticed, at most 20 lines.</param>
public sealed record UnderstoodDocument(
    ArtifactRef Source, ArtifactRef Api, string Title, string SpecVersion, int Operations, string? ServerUrl, IReadOnlyList<string> Warnings);
