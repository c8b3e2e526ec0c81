using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>What a run ends with.</summary>
/// <param name="Outcome">How it came out.</param>
/// <param name="Title">The task.</param>
/// <param name="Reason">Why it did not pass, in one line; null when it did.</param>
/// <param name="IsDemo">Whether the task file was effectively empty, and the demo task was taken (row R7).</param>
/// <param name="Rounds">The rounds.</param>
/// <param name="Roles">What each role did and used.</param>
/// <param name="Usage">What the run used.</param>
/// <param name="Reports">The reports as artifacts (row R6).</param>
/// <param name="Published">Where they are on disk.</param>
/// <param name="Applied">What went back to the folder; null where nothing was approved.</param>
/// <param name="Delivery">What was decided, and the commit; null where nothing was asked.</param>
public sealed record ImplementTaskResult(
    ImplementTaskOutcome Outcome, string Title, string? Reason, bool IsDemo, IReadOnlyList<RoundResult> Rounds, IReadOnlyList<RoleUsage> Roles, ModelUsage Usage,
    IReadOnlyList<ArtifactRef> Reports, PublishedReports? Published, ApplyReport? Applied, DeliveryResult? Delivery);
