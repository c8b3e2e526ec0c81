using Workflows.Domain.Artifacts;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>Input of <see cref="ImplementTaskActivities.RenderAgentPrompt"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Role">The role.</param>
/// <param name="Agent">The agent within the run: <c>implementer-2</c>.</param>
/// <param name="Round">The round.</param>
/// <param name="Workspace">The files as they are now.</param>
/// <param name="Task">The task.</param>
/// <param name="TestCommand">The command that runs the tests; empty for none.</param>
/// <param name="StartedAt">When the run began (UTC): the day that documents name.</param>
public sealed record AgentPromptInput(
    string RunId, string Role, string Agent, int Round, WorkspaceState Workspace, TaskBrief Task, string TestCommand, DateTimeOffset StartedAt)
{
    /// <summary>The plan; null before there is one.</summary>
    public ArtifactRef? Plan { get; init; }

    /// <summary>The implementer's last report; null before the first.</summary>
    public ArtifactRef? Report { get; init; }

    /// <summary>The last review; null before the first.</summary>
    public ArtifactRef? Review { get; init; }

    /// <summary>The last verdict; null before the first.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>What has changed since the run began; null before the first round.</summary>
    public WorkspaceDiff? Diff { get; init; }

    /// <summary>What the loop's own run of the tests showed; null where there was none.</summary>
    public TestsReport? Tests { get; init; }

    /// <summary>What a person wants changed; null for nothing.</summary>
    public string? Changes { get; init; }
}
