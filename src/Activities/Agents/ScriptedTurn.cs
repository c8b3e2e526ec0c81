namespace Workflows.Activities.Agents;

/// <summary>A message of a script.</summary>
/// <param name="Text">What it says; may be empty where it calls tools.</param>
/// <param name="Calls">The tools that it wants called; none ends the agent's work.</param>
internal sealed record ScriptedTurn(string Text, IReadOnlyList<ScriptedCall> Calls);
