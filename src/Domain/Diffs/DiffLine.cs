namespace Workflows.Domain.Diffs;

/// <summary>One line of a difference.</summary>
/// <param name="Op">Whether it stands in both texts, or in one.</param>
/// <param name="From">Its number in the old text, from 1; null when it is not there.</param>
/// <param name="To">Its number in the new text, from 1; null when it is not there.</param>
/// <param name="Text">The line without its line feed; a carriage return is part of it.</param>
/// <param name="Ends">Whether a line feed stands behind it: only a text's last line may have none.</param>
public sealed record DiffLine(DiffOp Op, int? From, int? To, string Text, bool Ends);
