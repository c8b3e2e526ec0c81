namespace Workflows.Domain.Orchestration;

/// <summary>A workflow. Deterministic: everything that it knows comes from its context, everything that it does goes through it.</summary>
public interface IOrchestrator<in TInput, TOutput>
{
    /// <summary>Runs, or replays, the workflow from its start.</summary>
    Task<TOutput> RunAsync(OrchestrationContext context, TInput input);
}
