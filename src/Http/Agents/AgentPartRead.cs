using Workflows.Domain.Agents;
using Workflows.Domain.Client;

namespace Workflows.Http.Agents;

/// <summary>A part of an agent's work as it was read.</summary>
/// <param name="Instance">Its instance.</param>
/// <param name="Input">What it was started with.</param>
/// <param name="Status">What it says of itself; null where it has said nothing yet.</param>
/// <param name="Result">What it ended with; null while it goes on, and where it failed.</param>
internal sealed record AgentPartRead(OrchestrationMetadata Instance, AgentInput Input, AgentStatus? Status, AgentResult? Result);
