using Workflows.Domain.GenerateTests;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.Agents;

/// <summary>What came of an agent that is a program of its own.</summary>
/// <param name="Model">The command's name in the place of a model's, what it said it used, and what it answered; no response where it failed.</param>
/// <param name="Workspace">The files as they are after it; null for none.</param>
/// <param name="Dropped">Changes outside of its scope, which were not taken: paths with the reason, the first of them.</param>
/// <param name="Failure">What kind of failure; null when there is an answer.</param>
/// <param name="Reason">What happened, in one line; null when nothing did.</param>
public sealed record CommandAgentOutcome(
    ModelAnswer Model, WorkspaceState? Workspace, IReadOnlyList<string> Dropped, AgentFailureKind? Failure = null, string? Reason = null)
{
    /// <summary>How long the program ran.</summary>
    public double Seconds { get; init; }
}
