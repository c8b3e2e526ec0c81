namespace Workflows.Domain.Workspaces;

/// <summary>Input of <see cref="WorkspaceActivities.OpenWorkspace"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Source">Where the files come from.</param>
/// <param name="Folders">The folders that are taken; what lies beside them is left alone.</param>
public sealed record OpenWorkspaceInput(string RunId, TaskSource Source, IReadOnlyList<string> Folders);
