namespace Workflows.Http.Contracts;

/// <summary>The agents of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Agents">The agents in the order in which they began.</param>
public sealed record RunAgents(string RunId, RunStatus Status, IReadOnlyList<RunAgent> Agents);
