using Workflows.Domain.Agents;

namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>What the reports need of a stored turn.</summary>
internal sealed record RecordedTurn
{
    /// <summary>The calls that the model asked for.</summary>
    public IReadOnlyList<RecordedTurnCall> Calls { get; init; } = [];

    /// <summary>What came of the calls of the turn before.</summary>
    public IReadOnlyList<ToolResult> Results { get; init; } = [];

    /// <summary>What a command-line agent has left; null for a model.</summary>
    public RecordedCommand? Command { get; init; }
}
