namespace Workflows.Activities.Agents;

/// <summary>All that an agent has seen.</summary>
/// <param name="Role">Its role: <c>implementer</c>.</param>
/// <param name="Round">The round of the workflow.</param>
/// <param name="Instructions">The system message.</param>
/// <param name="Prompt">The first message.</param>
/// <param name="Turns">What it said and what its tools answered, turn by turn.</param>
internal sealed record ScriptedConversation(string Role, int Round, string Instructions, string Prompt, IReadOnlyList<ScriptedExchange> Turns);
