namespace Workflows.Activities.Agents;

/// <summary>A tool call as the model made it.</summary>
/// <param name="Tool">The tool's name.</param>
/// <param name="Arguments">Its arguments; may be no JSON.</param>
internal sealed record RecordedCall(string Tool, string Arguments);
