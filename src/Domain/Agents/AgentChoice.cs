namespace Workflows.Domain.Agents;

/// <summary>Input of <see cref="AgentActivities.ChooseAgent"/> and <see cref="AgentActivities.ProbeModel"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Role">The role.</param>
/// <param name="Ordinal">Which time it is asked, so that each has a key of its own.</param>
public sealed record AgentChoice(string RunId, string Role, int Ordinal);
