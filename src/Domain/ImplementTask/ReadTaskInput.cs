using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>Input of <see cref="ImplementTaskActivities.ReadTask"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Workspace">The files of the task.</param>
public sealed record ReadTaskInput(string RunId, WorkspaceState Workspace);
