namespace Workflows.Domain.ImplementTask;

/// <summary>What came of a step, for the reports. Input of <see cref="ImplementTaskActivities.RecordStep"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Name">The step: <c>plan-1</c>, <c>round-2</c>, <c>documents-1</c>.</param>
/// <param name="Agents">The agents that worked in it.</param>
/// <param name="Round">What came of the round; null for another step.</param>
/// <param name="Changes">What a person had asked for; null for nothing.</param>
public sealed record StepRecord(string RunId, string Name, IReadOnlyList<AgentRecord> Agents, RoundResult? Round, string? Changes = null);
