using Workflows.Domain.Artifacts;
using Workflows.Domain.Budgets;

namespace Workflows.Domain.Agents;

/// <summary>What came of an agent's work.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Answer">Its last message; null where it has none.</param>
/// <param name="Reason">Why it ended otherwise than with an answer, in one line for people; null for an answer.</param>
/// <param name="Model">The model that answered last; null when none did.</param>
/// <param name="Offline">Whether it was the offline one.</param>
/// <param name="Failover">Why; null when a real model answered.</param>
/// <param name="Progress">How far it came: turns, tool calls, usage, attempts, files.</param>
public sealed record AgentResult(
    AgentEnd End, ArtifactRef? Answer, string? Reason, string? Model, bool Offline, string? Failover, AgentProgress Progress)
{
    /// <summary>Which budget has no room, for <see cref="AgentEnd.OverBudget"/>.</summary>
    public BudgetShortage? OverBudget { get; init; }
}
