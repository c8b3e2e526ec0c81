using System.Text.Json.Serialization;
using Workflows.Domain.Artifacts;

namespace Workflows.Domain.Agents;

/// <summary>Input of <see cref="AgentActivities.AskAgent"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Agent">The agent within the run.</param>
/// <param name="Role">Its role: chooses the model.</param>
/// <param name="Round">The round of the workflow.</param>
/// <param name="Turn">The turn, from 1.</param>
/// <param name="Instructions">The system message.</param>
/// <param name="Prompt">The first message.</param>
/// <param name="Tools">The tools that it may call.</param>
/// <param name="Results">The results of the turn before, in the order of its calls.</param>
/// <param name="CompactedTo">The last turn that stands in the conversation in short only; 0 for none.</param>
/// <param name="BegunAt">When the agent's first turn began (UTC): tells it from one of another execution with the same id.</param>
/// <param name="MaxAnswerTokens">The limit of the answer that a budget was found to need; null for none.</param>
public sealed record AgentTurnInput(
    string RunId, string Agent, string Role, int Round, int Turn, ArtifactRef Instructions, ArtifactRef Prompt, IReadOnlyList<string> Tools,
    IReadOnlyList<ToolResult> Results, int CompactedTo, DateTime BegunAt, int? MaxAnswerTokens = null)
{
    /// <summary>The record of the turn before; null for the first. It may be another run's, where this one goes on from a copy of that one's history.</summary>
    public ArtifactRef? Before { get; init; }

    /// <summary>How many answers to this turn came whole and were of no use. Each makes the next question another one for a gateway.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Useless { get; init; }
}
