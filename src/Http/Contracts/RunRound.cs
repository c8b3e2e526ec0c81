using Workflows.Domain.ImplementTask;
using Workflows.Domain.Workspaces;

namespace Workflows.Http.Contracts;

/// <summary>A round of implementer and reviewer.</summary>
/// <param name="Round">Which one, from 1.</param>
/// <param name="Patch">What has changed since the run began, as a patch; null until it is there.</param>
/// <param name="Files">The changed files, the first 200 of them.</param>
/// <param name="FileCount">How many there are.</param>
/// <param name="RedFlagCount">How many red flags stand in the working code.</param>
/// <param name="RedFlags">The red flags; null when there are none.</param>
/// <param name="Tests">The loop's own run of the tests; null until it has ended.</param>
/// <param name="Verdict">The verdict; null until there is one.</param>
public sealed record RunRound(
    int Round, RunArtifact? Patch, IReadOnlyList<ChangedFile> Files, int FileCount, int RedFlagCount, RunArtifact? RedFlags, RoundTests? Tests, Verdict? Verdict);
