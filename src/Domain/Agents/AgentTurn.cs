using System.Text.Json.Serialization;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;

namespace Workflows.Domain.Agents;

/// <summary>One turn: what the model said, and what it asks for. A turn without calls is the last one.</summary>
/// <param name="Model">Who answered, what it used, and the stored message (of a turn with calls: its record); no response where the budget did not allow the call, or it failed.</param>
/// <param name="Calls">The tools that it wants called, at most 16.</param>
/// <param name="CompactedTo">The last turn that stood in the conversation in short only.</param>
public sealed record AgentTurn(ModelAnswer Model, IReadOnlyList<ToolCall> Calls, int CompactedTo)
{
    /// <summary>Most calls of one turn that are made; a model that wants more is told so.</summary>
    public const int MostCalls = 16;

    /// <summary>All that the turn was, stored: what it was given, the message, the calls. The next turn goes on from it; null where there is no answer.</summary>
    public ArtifactRef? Record { get; init; }

    /// <summary>How long the model took, whether it answered or not.</summary>
    public double Seconds { get; init; }

    /// <summary>What kind of failure; null when there is an answer, or no room in the budget.</summary>
    public AgentFailureKind? Failure { get; init; }

    /// <summary>Whether an answer came whole and is of no use: asked again under the same key, a gateway that keeps answers would give it again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Useless { get; init; }

    /// <summary>
    /// Whether somebody may have worked on the question, and bills it, though the service could not be reached in the end: a gateway that gave up
    /// waiting says neither. Such attempts are counted, as those that cost nothing are not.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MayBeBilled { get; init; }

    /// <summary>What happened, in one line; null when nothing did.</summary>
    public string? Reason { get; init; }

    /// <summary>How long the service asked to wait before the next attempt; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
