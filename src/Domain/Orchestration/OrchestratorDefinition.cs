namespace Workflows.Domain.Orchestration;

/// <summary>The typed name of an orchestrator.</summary>
/// <typeparam name="TInput">What an instance is started with.</typeparam>
/// <typeparam name="TOutput">What a completed instance answers.</typeparam>
/// <param name="Name">The name under which instances are started, listed and stored. Never renamed while runs are in flight.</param>
public sealed record OrchestratorDefinition<TInput, TOutput>(string Name);
