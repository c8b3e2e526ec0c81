using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>What came of a round.</summary>
/// <param name="Round">The round, from 1.</param>
/// <param name="Diff">What has changed since the run began.</param>
/// <param name="Tests">The loop's own run of the tests; null where no command is set.</param>
/// <param name="Verdict">The verdict; null where the round did not get that far.</param>
public sealed record RoundResult(int Round, WorkspaceDiff Diff, TestsReport? Tests, Verdict? Verdict);
