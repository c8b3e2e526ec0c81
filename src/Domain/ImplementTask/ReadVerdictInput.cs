using Workflows.Domain.Artifacts;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>Input of <see cref="ImplementTaskActivities.ReadVerdict"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Round">The round.</param>
/// <param name="Answer">The reviewer's answer.</param>
/// <param name="Tests">What the loop's own run of the tests showed; null where there was none.</param>
/// <param name="RedFlags">How many red flags in the working code stand in for the real thing.</param>
/// <param name="Infrastructure">The real infrastructure that the task or the plan asks for.</param>
public sealed record ReadVerdictInput(
    string RunId, int Round, ArtifactRef Answer, TestsReport? Tests, int RedFlags, IReadOnlyList<string> Infrastructure)
{
    /// <summary>What has changed since the run began; null where nobody asks whether the rounds lead anywhere.</summary>
    public WorkspaceDiff? Diff { get; init; }

    /// <summary>The rounds before that the review is held against, in their order: no more than it takes. Null as for <see cref="Diff"/>.</summary>
    public IReadOnlyList<RoundTrace>? Before { get; init; }
}
