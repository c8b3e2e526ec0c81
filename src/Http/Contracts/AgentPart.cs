namespace Workflows.Http.Contracts;

/// <summary>A part of an agent's work: what lies between two waits.</summary>
/// <param name="ChildId">Its instance; <c>/v1/runs/{id}/timeline</c> tells its steps.</param>
/// <param name="State">running, done, failed or stopped.</param>
/// <param name="End">How it ended: as the agent does, or overBudget, unreachable, paused; null while it goes on.</param>
/// <param name="StartedAt">When it began (UTC).</param>
/// <param name="EndedAt">When it ended (UTC); null while it goes on.</param>
public sealed record AgentPart(string ChildId, string State, string? End, DateTime StartedAt, DateTime? EndedAt);
