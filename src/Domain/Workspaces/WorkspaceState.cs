using Workflows.Domain.Artifacts;

namespace Workflows.Domain.Workspaces;

/// <summary>
/// The files that a run works on, at one moment. It never changes: whatever changes a file makes another state. So a step that is made again
/// after a crash starts from the very same files, and a fork finds the files of its step.
/// </summary>
/// <param name="Manifest">The list of all files with mode, size and hash. The contents are stored beside it, by hash.</param>
/// <param name="Files">How many files there are.</param>
/// <param name="Bytes">Their size in all.</param>
public sealed record WorkspaceState(ArtifactRef Manifest, int Files, long Bytes);
