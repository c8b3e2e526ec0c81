using Workflows.Domain.Artifacts;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.Agents;

/// <summary>What came of a tool call. A refusal is a result, too: it tells the model what it may do instead.</summary>
/// <param name="Index">The call's place among those of its turn.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Output">What the model is told.</param>
/// <param name="Refused">Whether it was refused.</param>
/// <param name="Summary">What happened, in one line of at most 200 characters: <c>fs_write workspace/a.cs (12 lines)</c>.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Workspace">The files as they are after the call.</param>
public sealed record ToolResult(
    int Index, string Tool, ArtifactRef Output, bool Refused, string Summary, double Seconds, WorkspaceState Workspace);
