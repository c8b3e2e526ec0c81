using Workflows.Domain.Artifacts;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.Agents;

/// <summary>What an agent is started with.</summary>
/// <param name="RunId">The run: its artifacts and its budget are used.</param>
/// <param name="Agent">Names this piece of work within the run: role and round, <c>implementer-2</c>.</param>
/// <param name="Round">The round of the workflow, from 1.</param>
/// <param name="Role">What the agent is.</param>
/// <param name="Instructions">What it always has to keep to (the system message).</param>
/// <param name="Prompt">What it is to do now (the first message).</param>
/// <param name="Workspace">The files that it works on; null for none.</param>
public sealed record AgentInput(
    string RunId, string Agent, int Round, AgentRole Role, ArtifactRef Instructions, ArtifactRef Prompt, WorkspaceState? Workspace)
{
    /// <summary>Where an agent goes on that had to wait; null for one that begins.</summary>
    public AgentProgress? Progress { get; init; }
}
