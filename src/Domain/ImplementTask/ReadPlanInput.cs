using Workflows.Domain.Artifacts;

namespace Workflows.Domain.ImplementTask;

/// <summary>Input of <see cref="ImplementTaskActivities.ReadPlan"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Version">Which plan of the run it is, from 1.</param>
/// <param name="Answer">The planner's answer.</param>
/// <param name="Task">The task.</param>
public sealed record ReadPlanInput(string RunId, int Version, ArtifactRef Answer, TaskBrief Task);
