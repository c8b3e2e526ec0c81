namespace Workflows.Http.Contracts;

/// <summary>Changes that stand close together.</summary>
/// <param name="FromLine">Its first line in the old artifact, from 1.</param>
/// <param name="FromCount">How many lines of the old one it covers.</param>
/// <param name="ToLine">Its first line in the new artifact, from 1.</param>
/// <param name="ToCount">How many lines of the new one it covers.</param>
/// <param name="Lines">The lines.</param>
public sealed record ArtifactDiffHunk(int FromLine, int FromCount, int ToLine, int ToCount, IReadOnlyList<ArtifactDiffLine> Lines);
