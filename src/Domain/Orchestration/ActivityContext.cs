namespace Workflows.Domain.Orchestration;

/// <summary>What an activity knows of the call that it serves.</summary>
/// <param name="InstanceId">The instance that called.</param>
/// <param name="ActivityName">The activity's name.</param>
/// <param name="TaskKey">Stable over every re-delivery of this call: instance, execution and sequence number. Calls that cost money or touch the world use it for idempotence.</param>
public sealed record ActivityContext(string InstanceId, string ActivityName, string TaskKey);
