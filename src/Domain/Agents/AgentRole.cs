namespace Workflows.Domain.Agents;

/// <summary>What an agent is. Its model is chosen by the settings of its name, when it is asked.</summary>
/// <param name="Name">Lower case with hyphens: <c>tech-writer</c>.</param>
/// <param name="Tools">The tools that it may call, by name; none for an agent that only answers.</param>
/// <param name="Scope">Where its tools may change files.</param>
/// <param name="Limits">How long it may work.</param>
public sealed record AgentRole(string Name, IReadOnlyList<string> Tools, WriteScope Scope, AgentLimits Limits);
