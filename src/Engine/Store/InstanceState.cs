using Workflows.Domain.Client;

namespace Workflows.Engine.Store;

/// <summary>An instance as a client's request finds it.</summary>
internal sealed record InstanceState(InstanceHeader Header, OrchestrationRuntimeStatus Status, bool Busy, Suspension Suspension)
{
    public long Key => Header.Key;

    public bool IsLive => Status is OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Suspended;

    /// <summary>Whether it is the sub-orchestration that this task of that execution started.</summary>
    public bool IsChildOf(long parent, int execution, long task) =>
        Header.Parent is { } link && link.Key == parent && link.Execution == execution && link.Task == task;

    /// <summary>Accepted, but told to begin later.</summary>
    public bool IsDelayed => Status == OrchestrationRuntimeStatus.Pending && !Busy;

    /// <summary>Part of a fork, with a history, and waiting for its parent to tell its input.</summary>
    public bool IsStaged => IsDelayed && Header.Parent is not null;
}
