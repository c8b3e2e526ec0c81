namespace Workflows.Activities.Workspaces;

/// <summary>Something that lies in a folder.</summary>
/// <param name="Path">From the folder that was looked through, with forward slashes.</param>
/// <param name="Kind">What it is.</param>
internal sealed record FolderEntry(string Path, FolderEntryKind Kind);
