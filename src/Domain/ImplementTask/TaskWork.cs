using Workflows.Domain.Artifacts;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>What the rounds brought.</summary>
/// <param name="State">The files.</param>
/// <param name="Round">The last round.</param>
/// <param name="Diff">What has changed since the run began.</param>
/// <param name="Tests">The loop's own run of the tests; null where there was none.</param>
/// <param name="Report">The implementer's report; null where it gave none.</param>
/// <param name="Review">The review; null where there was none.</param>
/// <param name="Verdict">The verdict; null where there was none.</param>
/// <param name="Stop">Why the rounds ended without a PASS; null when they ended with one.</param>
internal sealed record TaskWork(
    WorkspaceState State, int Round, WorkspaceDiff Diff, TestsReport? Tests, ArtifactRef? Report, ArtifactRef? Review, Verdict? Verdict, TaskStop? Stop);
