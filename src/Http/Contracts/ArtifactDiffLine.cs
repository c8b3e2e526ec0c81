namespace Workflows.Http.Contracts;

/// <summary>One line.</summary>
/// <param name="Op">A blank (in both), <c>+</c> (in the new one only) or <c>-</c> (in the old one only).</param>
/// <param name="From">Its number in the old artifact, from 1; null when it is not there.</param>
/// <param name="To">Its number in the new artifact, from 1; null when it is not there.</param>
/// <param name="Text">The line without its end; a very long one is cut off.</param>
public sealed record ArtifactDiffLine(string Op, int? From, int? To, string Text);
