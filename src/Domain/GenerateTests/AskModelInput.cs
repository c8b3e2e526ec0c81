using Workflows.Domain.Artifacts;

namespace Workflows.Domain.GenerateTests;

/// <summary>Input of <see cref="GenerateTestsActivities.AskModel"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Round">The round, from 1.</param>
/// <param name="Prompt">The rendered prompt.</param>
/// <param name="Api">The understood document: the offline model writes its tests from it.</param>
public sealed record AskModelInput(string RunId, int Round, ArtifactRef Prompt, ArtifactRef Api);
