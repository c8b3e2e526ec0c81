using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tools;

/// <summary>What a tool answers.</summary>
/// <param name="Text">What the model is told.</param>
/// <param name="Summary">The same in one line, without the tool's name.</param>
/// <param name="Refused">Whether it was refused.</param>
/// <param name="State">The files afterwards.</param>
/// <param name="Whole">The whole output where <paramref name="Text"/> leaves out some of it; null otherwise.</param>
internal sealed record ToolOutcome(string Text, string Summary, bool Refused, WorkspaceState State, string? Whole = null);
