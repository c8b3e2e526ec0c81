using Workflows.Domain.Artifacts;

namespace Workflows.Domain.Workspaces;

/// <summary>What differs between two states (row R10), and what stands out in the working code (row R11).</summary>
/// <param name="Patch">The whole patch, in git's form, new files included.</param>
/// <param name="Excerpt">The same for a prompt: shortened at a file's or hunk's end, with what is left out.</param>
/// <param name="Sha256">Hash of the patch.</param>
/// <param name="Files">The changed files, the first 200 of them.</param>
/// <param name="FileCount">How many there are.</param>
/// <param name="RedFlags">The red flags as they are put into the prompt, with file and line; null when there are none.</param>
/// <param name="RedFlagCount">How many red flags there are.</param>
public sealed record WorkspaceDiff(
    ArtifactRef Patch, ArtifactRef Excerpt, string Sha256, IReadOnlyList<ChangedFile> Files, int FileCount, ArtifactRef? RedFlags, int RedFlagCount)
{
    /// <summary>
    /// How many of the red flags stand in for the real thing (<c>in-memory</c>, <c>mock</c>) on lines that the run wrote; the others only tell of
    /// work left for later, of what was there before, or of a client that gRPC generates. Null in a history that is older than this number.
    /// </summary>
    public int? StandInCount { get; init; }
}
