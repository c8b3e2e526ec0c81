using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Agents;

/// <summary>What a command-line agent has left.</summary>
/// <param name="Workspace">The files as they are after it.</param>
/// <param name="Dropped">Changes that were not taken, with the reason, the first of them.</param>
/// <param name="Isolation">The fence that it ran in.</param>
internal sealed record CommandEnd(WorkspaceState Workspace, IReadOnlyList<string> Dropped, string Isolation);
