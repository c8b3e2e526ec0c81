using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Workflows.Domain.Client;
using EngineStatus = Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;
using PortStatus = Workflows.Domain.Client.OrchestrationRuntimeStatus;

namespace Workflows.Functions.Client;

/// <summary>Runtime statuses of the two sides. Durable Functions has two more, which it no longer uses.</summary>
internal static class Statuses
{
    private static readonly EngineStatus[] Live = [EngineStatus.Pending, EngineStatus.Running, EngineStatus.Suspended];
    private static readonly EngineStatus[] Over = [EngineStatus.Completed, EngineStatus.Failed, EngineStatus.Terminated];

    public static PortStatus ToPort(EngineStatus status) => status switch
    {
        EngineStatus.Pending => PortStatus.Pending,
        EngineStatus.Running => PortStatus.Running,
        EngineStatus.Suspended => PortStatus.Suspended,
        EngineStatus.Completed => PortStatus.Completed,
        EngineStatus.Failed => PortStatus.Failed,
        EngineStatus.Terminated => PortStatus.Terminated,
        // By name, because naming the members is a warning: both are obsolete.
        _ => status.ToString() == nameof(PortStatus.ContinuedAsNew) ? PortStatus.ContinuedAsNew : PortStatus.Terminated,
    };

    public static IReadOnlyList<EngineStatus> ToEngine(IReadOnlyList<PortStatus> statuses) => [.. statuses.Select(ToEngine).Distinct()];

    /// <summary>Those of the given statuses in which an instance has ended; all of them when none is given.</summary>
    public static IReadOnlyList<EngineStatus> Ended(IReadOnlyList<PortStatus>? statuses) =>
        statuses is { Count: > 0 } ? [.. ToEngine(statuses).Intersect(Over)] : Over;

    /// <summary>How the engine is asked for a start: the statuses named are those that keep the id.</summary>
    public static StartOrchestrationOptions StartOptions(string instanceId, StartOptions start, DateTimeOffset now) =>
        new StartOrchestrationOptions(instanceId, start.StartAt > now ? start.StartAt : null)
            .WithDedupeStatuses(start.Reuse == InstanceIdReuse.KeepExisting ? [.. Live, .. Over] : Live);

    private static EngineStatus ToEngine(PortStatus status) => status switch
    {
        PortStatus.Pending => EngineStatus.Pending,
        PortStatus.Suspended => EngineStatus.Suspended,
        PortStatus.Completed => EngineStatus.Completed,
        PortStatus.Failed => EngineStatus.Failed,
        PortStatus.Terminated => EngineStatus.Terminated,
        _ => EngineStatus.Running,
    };
}
