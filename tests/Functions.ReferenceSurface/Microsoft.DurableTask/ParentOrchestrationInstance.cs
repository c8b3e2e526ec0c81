namespace Microsoft.DurableTask;

/// <summary>The instance that called another as its sub-orchestration.</summary>
/// <param name="Name">Its orchestrator.</param>
/// <param name="InstanceId">Its id.</param>
public record ParentOrchestrationInstance(TaskName Name, string InstanceId);
