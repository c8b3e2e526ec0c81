namespace Workflows.Domain.Workspaces;

/// <summary>A file that differs between two states.</summary>
/// <param name="Path">Its path from the root.</param>
/// <param name="Kind"><c>added</c>, <c>changed</c>, <c>deleted</c> or <c>mode</c>.</param>
/// <param name="Added">Lines added; 0 for a file that is no text.</param>
/// <param name="Removed">Lines removed.</param>
public sealed record ChangedFile(string Path, string Kind, int Added, int Removed);
