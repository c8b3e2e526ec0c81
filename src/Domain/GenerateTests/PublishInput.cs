using Workflows.Domain.Artifacts;

namespace Workflows.Domain.GenerateTests;

/// <summary>Input of <see cref="GenerateTestsActivities.PublishTests"/>.</summary>
public sealed record PublishInput(string RunId, ArtifactRef Code, string Title);
