namespace Workflows.Domain.Orchestration;

/// <summary>How an activity is called.</summary>
/// <param name="Retry">Tries again after failures; without it the first failure reaches the orchestrator.</param>
public sealed record TaskOptions(RetryPolicy? Retry = null);
