using Workflows.Domain.Artifacts;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.Agents;

/// <summary>Input of <see cref="AgentActivities.RunCommandAgent"/>: a whole agent that is a program of its own does its work in one call.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Agent">The agent within the run.</param>
/// <param name="Role">Its role: chooses the command.</param>
/// <param name="Instructions">What it always has to keep to.</param>
/// <param name="Prompt">What it is to do.</param>
/// <param name="Scope">Where it may change files.</param>
/// <param name="Workspace">The files as they are before; null for none.</param>
/// <param name="BegunAt">When the agent began (UTC).</param>
/// <param name="Attempt">Which attempt it is, from 1.</param>
public sealed record CommandAgentInput(
    string RunId, string Agent, string Role, ArtifactRef Instructions, ArtifactRef Prompt, WriteScope Scope, WorkspaceState? Workspace, DateTime BegunAt,
    int Attempt);
