using Workflows.Domain.Artifacts;

namespace Workflows.Domain.GenerateTests;

/// <summary>Input of <see cref="GenerateTestsActivities.ExecuteTests"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Code">The checked code.</param>
/// <param name="BaseUrl">The API to run the tests against.</param>
public sealed record ExecuteInput(string RunId, ArtifactRef Code, string BaseUrl);
