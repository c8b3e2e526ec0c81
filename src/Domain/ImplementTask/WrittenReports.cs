using Workflows.Domain.Artifacts;

namespace Workflows.Domain.ImplementTask;

/// <summary>The reports of a run as artifacts (row R6).</summary>
/// <param name="Files">The files, by name.</param>
public sealed record WrittenReports(IReadOnlyList<ArtifactRef> Files);
