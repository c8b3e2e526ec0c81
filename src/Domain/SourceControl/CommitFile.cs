using Workflows.Domain.Artifacts;

namespace Workflows.Domain.SourceControl;

/// <summary>One file of a commit.</summary>
/// <param name="Path">Where it goes below the configured folder of the repository, with forward slashes. A path that leaves it, or goes into <c>.git</c>, is refused.</param>
/// <param name="Content">What it holds.</param>
public sealed record CommitFile(string Path, ArtifactRef Content);
