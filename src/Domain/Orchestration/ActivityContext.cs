namespace Workflows.Domain.Orchestration;

/// <summary>What an activity knows of the call that it serves.</summary>
/// <param name="InstanceId">The instance that called.</param>
/// <param name="ActivityName">The activity's name.</param>
/// <param name="TaskKey">
/// Stable over every re-delivery of this call, and another one for another instance, activity or input. Calls that cost money or touch
/// the world use it for idempotence. No more is promised: on some hosts two calls of one activity with the very same input share it
/// within an instance, over retries, restarts and continue-as-new, too. Calls that must act twice on equal input are told apart by something in the input.
/// </param>
public sealed record ActivityContext(string InstanceId, string ActivityName, string TaskKey);
