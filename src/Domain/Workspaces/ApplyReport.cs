namespace Workflows.Domain.Workspaces;

/// <summary>What went back to the folder.</summary>
/// <param name="Folder">The folder; null where there is none.</param>
/// <param name="Written">How many files were written or deleted.</param>
/// <param name="Conflicts">Files that somebody changed meanwhile, which were left alone: the first of them. They are in the commit all the same.</param>
public sealed record ApplyReport(string? Folder, int Written, IReadOnlyList<string> Conflicts);
