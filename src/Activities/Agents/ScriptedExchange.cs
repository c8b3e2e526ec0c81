namespace Workflows.Activities.Agents;

/// <summary>A turn that is over.</summary>
/// <param name="Turn">What the script said.</param>
/// <param name="Outputs">What the tools answered, in the order of the calls.</param>
internal sealed record ScriptedExchange(ScriptedTurn Turn, IReadOnlyList<string> Outputs);
