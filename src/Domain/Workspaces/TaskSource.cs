using Workflows.Domain.Artifacts;

namespace Workflows.Domain.Workspaces;

/// <summary>Where the files of a task come from: exactly one of the two is there.</summary>
/// <param name="Folder">Full path of a folder on the host's machine with <c>project/</c> and <c>workspace/</c> in it; reports and results go back to it. Only who owns the host may name one.</param>
/// <param name="Files">The files as one artifact: JSON, an object from path to text.</param>
public sealed record TaskSource(string? Folder, ArtifactRef? Files = null);
