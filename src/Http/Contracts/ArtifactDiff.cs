namespace Workflows.Http.Contracts;

/// <summary>How one artifact of a run becomes another, line by line.</summary>
/// <param name="From">Name of the old one; null compares with nothing.</param>
/// <param name="To">Name of the new one; null compares with nothing.</param>
/// <param name="Binary">Whether one of them is no text; then there are no hunks.</param>
/// <param name="Truncated">Whether a part is left out, because they are too large or differ in too much.</param>
/// <param name="Added">Lines that only the new one has.</param>
/// <param name="Removed">Lines that only the old one has.</param>
/// <param name="Hunks">The changes with what stands around them; empty when the two are the same.</param>
public sealed record ArtifactDiff(string? From, string? To, bool Binary, bool Truncated, int Added, int Removed, IReadOnlyList<ArtifactDiffHunk> Hunks);
