using Workflows.Domain.Artifacts;

namespace Workflows.Domain.ImplementTask;

/// <summary>The task of a run.</summary>
/// <param name="Title">Its first heading, or its first line.</param>
/// <param name="Text">Its whole text.</param>
/// <param name="IsDemo">Whether <c>project/tasks/current.md</c> was effectively empty, and the demo task was taken (row R7).</param>
/// <param name="Problem">Why there is no task, with what to do; null when there is one.</param>
public sealed record TaskBrief(string Title, ArtifactRef Text, bool IsDemo, string? Problem = null);
