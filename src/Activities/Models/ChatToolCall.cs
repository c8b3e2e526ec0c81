namespace Workflows.Activities.Models;

/// <summary>A call that a model asked for, as it came.</summary>
/// <param name="Name">The tool's name; may be none that there is.</param>
/// <param name="Arguments">The arguments, which may be no JSON.</param>
internal sealed record ChatToolCall(string Name, string Arguments);
