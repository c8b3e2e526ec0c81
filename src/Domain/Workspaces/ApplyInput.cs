namespace Workflows.Domain.Workspaces;

/// <summary>Input of <see cref="WorkspaceActivities.ApplyWorkspace"/>: what was approved goes back to the folder that the files came from.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Source">Where the files came from. Without a folder nothing is done.</param>
/// <param name="Before">The files as the run found them.</param>
/// <param name="After">The files that were approved.</param>
/// <param name="Folders">The folders that are written to.</param>
public sealed record ApplyInput(string RunId, TaskSource Source, WorkspaceState Before, WorkspaceState After, IReadOnlyList<string> Folders);
