using Workflows.Domain.Artifacts;

namespace Workflows.Domain.GenerateTests;

/// <summary>Input of <see cref="GenerateTestsActivities.RenderPrompt"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Round">The round, from 1.</param>
/// <param name="Api">The understood document.</param>
/// <param name="PreviousCode">The code of the round before, when it was found wanting.</param>
/// <param name="Diagnostics">What was wrong with it.</param>
/// <param name="Changes">What a reviewer wants changed; null when nobody has said anything.</param>
public sealed record RenderPromptInput(
    string RunId, int Round, ArtifactRef Api, ArtifactRef? PreviousCode, IReadOnlyList<CodeDiagnostic> Diagnostics, string? Changes = null);
