namespace Workflows.Domain.Diffs;

/// <summary>Changes that stand close together, with what stands around them.</summary>
/// <param name="FromLine">Number of its first line in the old text, from 1; where it has none there, the line that it stands behind.</param>
/// <param name="FromCount">How many lines of the old text it covers.</param>
/// <param name="ToLine">Number of its first line in the new text, likewise.</param>
/// <param name="ToCount">How many lines of the new text it covers.</param>
/// <param name="Lines">The lines, removed ones before added ones.</param>
public sealed record DiffHunk(int FromLine, int FromCount, int ToLine, int ToCount, IReadOnlyList<DiffLine> Lines);
