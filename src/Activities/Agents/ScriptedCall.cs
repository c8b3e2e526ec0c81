namespace Workflows.Activities.Agents;

/// <summary>A tool call of a script.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Arguments">Its arguments: a JSON object.</param>
internal sealed record ScriptedCall(string Tool, string Arguments);
