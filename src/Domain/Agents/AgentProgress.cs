using System.Text.Json.Serialization;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.Agents;

/// <summary>How far an agent is: all that it takes to go on with its next turn.</summary>
/// <param name="Part">Which part of its work comes next, from 1: it waited once less.</param>
/// <param name="Turns">Turns that are over.</param>
/// <param name="ToolCalls">Tool calls that are over.</param>
/// <param name="Usage">What the turns used.</param>
/// <param name="Worked">How long its turns, its tools and the waits between attempts took; what the host was down, or waited for otherwise, is left out.</param>
/// <param name="Results">The results of the last turn's calls, which the model has not seen yet.</param>
/// <param name="Workspace">The files as they are now.</param>
/// <param name="CompactedTo">The last turn that stands in the conversation in short only; 0 for none.</param>
/// <param name="Attempts">Attempts that failed so far, the last of them.</param>
public sealed record AgentProgress(
    int Part, int Turns, int ToolCalls, ModelUsage Usage, TimeSpan Worked, IReadOnlyList<ToolResult> Results, WorkspaceState? Workspace, int CompactedTo,
    IReadOnlyList<AgentAttempt> Attempts)
{
    /// <summary>The limit of the next answer that a budget was found to need; null for none.</summary>
    public int? AnswerTokens { get; init; }

    /// <summary>The record of the last turn, which the next one goes on from; null before the first.</summary>
    public ArtifactRef? LastTurn { get; init; }

    /// <summary>When the first turn began (UTC); null before it.</summary>
    public DateTime? BegunAt { get; init; }

    /// <summary>How many answers to the turn under way came whole and were of no use.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Useless { get; init; }

    /// <summary>Whether the next part ends after one turn: it finds out whether a budget has room again.</summary>
    public bool OneTurn { get; init; }
}
