namespace Workflows.Activities.Workspaces;

/// <summary>The files of a state.</summary>
/// <param name="Owner">The run under which the contents are stored.</param>
/// <param name="Files">The files, by path (ordinal).</param>
internal sealed record WorkspaceManifest(string Owner, IReadOnlyList<WorkspaceFile> Files);
