using Workflows.Domain.Agents;

namespace Workflows.Domain.ImplementTask;

/// <summary>An agent's work, for the reports.</summary>
/// <param name="Agent">The agent within the run.</param>
/// <param name="Role">Its role.</param>
/// <param name="Round">The round.</param>
/// <param name="Prompt">What it was told.</param>
/// <param name="Result">What came of it.</param>
public sealed record AgentRecord(string Agent, string Role, int Round, AgentPrompt Prompt, AgentResult Result);
