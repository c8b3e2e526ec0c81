using Workflows.Domain.Agents;
using Workflows.Domain.GenerateTests;

namespace Workflows.Http.Contracts;

/// <summary>An agent of a run: one piece of work of one role.</summary>
public sealed record RunAgent
{
    /// <summary>Its name within the run: <c>implementer-2</c>.</summary>
    public required string Agent { get; init; }

    /// <summary>Its role.</summary>
    public required string Role { get; init; }

    /// <summary>The round of the workflow.</summary>
    public int Round { get; init; }

    /// <summary>running; waiting (for a budget, or its model); done; failed; or stopped, when the run ended before it did.</summary>
    public required string State { get; init; }

    /// <summary>How it ended: answered, turnLimit, timeLimit, failed, budgetRefused; null while it goes on.</summary>
    public string? End { get; init; }

    /// <summary>Why it ended otherwise than with an answer, or waits; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>What it does now; null when it has ended.</summary>
    public string? Doing { get; init; }

    /// <summary>The model that answered last; null when none has.</summary>
    public string? Model { get; init; }

    /// <summary>Turns that are over.</summary>
    public int Turns { get; init; }

    /// <summary>Most turns.</summary>
    public int MaxTurns { get; init; }

    /// <summary>Tool calls that are over.</summary>
    public int ToolCalls { get; init; }

    /// <summary>What it used.</summary>
    public required ModelUsage Usage { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>When it ended (UTC); null while it goes on.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>How long it took, or has taken so far, waits included.</summary>
    public double Seconds { get; init; }

    /// <summary>The instances that did its work: each wait begins another one.</summary>
    public required IReadOnlyList<AgentPart> Parts { get; init; }

    /// <summary>What it always has to keep to; null for none.</summary>
    public RunArtifact? Instructions { get; init; }

    /// <summary>What it is to do.</summary>
    public RunArtifact? Prompt { get; init; }

    /// <summary>Its last message; null where it has none.</summary>
    public RunArtifact? Answer { get; init; }

    /// <summary>Attempts that failed, the last of them.</summary>
    public IReadOnlyList<AgentAttempt> Attempts { get; init; } = [];

    /// <summary>Its turns, the last of them; null when they were not asked for.</summary>
    public IReadOnlyList<RunTurn>? TurnList { get; init; }

    /// <summary>Whether there are more turns than <see cref="TurnList"/> holds; null when they were not asked for.</summary>
    public bool? TurnsTruncated { get; init; }
}
