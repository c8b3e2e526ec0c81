using Workflows.Domain.Artifacts;

namespace Workflows.Domain.GenerateTests;

/// <summary>Input of <see cref="GenerateTestsActivities.AskModel"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Round">The round, from 1.</param>
/// <param name="Prompt">The rendered prompt.</param>
/// <param name="Api">The understood document: the offline model writes its tests from it.</param>
/// <param name="BegunAt">
/// When this execution of the run began (UTC). It tells a restarted run's question from that of the run before, which had the same id, so
/// that what stood in for a model is not taken again; null in the history of versions that did not tell.
/// </param>
/// <param name="MaxAnswerTokens">The limit of the answer that an earlier attempt found to be needed; null for none.</param>
public sealed record AskModelInput(string RunId, int Round, ArtifactRef Prompt, ArtifactRef Api, DateTime? BegunAt = null, int? MaxAnswerTokens = null);
