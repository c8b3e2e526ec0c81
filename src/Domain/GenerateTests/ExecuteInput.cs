using Workflows.Domain.Artifacts;

namespace Workflows.Domain.GenerateTests;

/// <summary>Input of <see cref="GenerateTestsActivities.ExecuteTests"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Code">The checked code.</param>
/// <param name="BaseUrl">The API to run the tests against.</param>
/// <param name="Api">The document as OpenAPI 3 JSON, to tell which of its operations were requested; null when that is not asked for.</param>
/// <param name="Library">Source files of a library that the tests test, compiled into an assembly of its own; null when there is none.</param>
public sealed record ExecuteInput(string RunId, ArtifactRef Code, string BaseUrl, ArtifactRef? Api = null, IReadOnlyList<ArtifactRef>? Library = null);
