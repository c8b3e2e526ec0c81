using System.Text.Json.Serialization;

namespace Workflows.Domain.Agents;

/// <summary>Input of <see cref="AgentActivities.ChooseAgent"/> and <see cref="AgentActivities.ProbeModel"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Role">The role.</param>
/// <param name="Ordinal">Which time it is asked, so that each has a key of its own.</param>
public sealed record AgentChoice(string RunId, string Role, int Ordinal)
{
    /// <summary>Whether the model itself was just asked and was not there. Then nothing else is: what stands before it may well answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WasAsked { get; init; }
}
