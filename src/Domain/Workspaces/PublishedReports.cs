namespace Workflows.Domain.Workspaces;

/// <summary>Where reports are.</summary>
/// <param name="Folder">Full path of the folder; null where there is none.</param>
/// <param name="Problem">Why they could not be written, with what to do; null when they were. They are artifacts in any case.</param>
public sealed record PublishedReports(string? Folder, string? Problem);
