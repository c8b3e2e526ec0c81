namespace Workflows.Domain.Workspaces;

/// <summary>The files of a task as the run found them.</summary>
/// <param name="State">The files.</param>
/// <param name="Repository">Where commits go by default: the repository that the folder lies in; null where there is none.</param>
/// <param name="LeftOut">What was not taken, with the reason (links, too large, what git ignores): the first of them.</param>
/// <param name="Problem">Why there is no task to work on, with what to do; null when all is well.</param>
public sealed record OpenedWorkspace(WorkspaceState State, TaskRepository? Repository, IReadOnlyList<string> LeftOut, string? Problem = null);
