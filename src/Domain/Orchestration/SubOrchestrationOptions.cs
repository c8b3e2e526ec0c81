namespace Workflows.Domain.Orchestration;

/// <summary>How a sub-orchestration is called.</summary>
/// <param name="InstanceId">The child's instance id; without it one is derived from the parent's id and the call's place in its history.</param>
/// <param name="Retry">Tries again after failures.</param>
public sealed record SubOrchestrationOptions(string? InstanceId = null, RetryPolicy? Retry = null);
