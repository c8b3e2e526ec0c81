namespace Workflows.Domain.Agents;

/// <summary>Who does the work of a role, by this host's settings.</summary>
/// <param name="Kind">A chat model with tools, or a program.</param>
/// <param name="Name">The model's or the program's name: <c>qwen-max</c>, <c>offline</c>, <c>claude</c>.</param>
public sealed record ChosenAgent(AgentKind Kind, string Name);
