namespace Workflows.Domain.Orchestration;

/// <summary>The orchestration that started this one as a sub-orchestration.</summary>
/// <param name="Name">Name of the parent's orchestrator.</param>
/// <param name="InstanceId">Instance id of the parent.</param>
public sealed record ParentInstance(string Name, string InstanceId);
