namespace Workflows.Domain.Orchestration;

/// <summary>The typed name of an activity. An orchestrator calls activities only through their definitions, so that a wrong input type does not compile.</summary>
/// <typeparam name="TInput">What the activity takes. It crosses history as JSON.</typeparam>
/// <typeparam name="TOutput">What the activity answers. It crosses history as JSON; anything that can grow travels as an artifact reference.</typeparam>
/// <param name="Name">The name under which the activity stands in histories. Never renamed while runs are in flight.</param>
public sealed record ActivityDefinition<TInput, TOutput>(string Name);
