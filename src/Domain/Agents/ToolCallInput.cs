using Workflows.Domain.Workspaces;

namespace Workflows.Domain.Agents;

/// <summary>Input of <see cref="AgentActivities.CallTool"/>. It is another one for every call, so that each has a key of its own.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Agent">The agent within the run.</param>
/// <param name="Turn">The turn that asked, from 1.</param>
/// <param name="Call">The call.</param>
/// <param name="Tools">The tools that the agent may call.</param>
/// <param name="Scope">Where files may be changed.</param>
/// <param name="Workspace">The files as they are before the call.</param>
public sealed record ToolCallInput(
    string RunId, string Agent, int Turn, ToolCall Call, IReadOnlyList<string> Tools, WriteScope Scope, WorkspaceState Workspace);
