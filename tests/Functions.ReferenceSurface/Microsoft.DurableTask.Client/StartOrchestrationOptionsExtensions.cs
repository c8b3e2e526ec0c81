namespace Microsoft.DurableTask.Client;

/// <summary>Statuses as the options want them.</summary>
public static class StartOrchestrationOptionsExtensions
{
    /// <summary>The same options, with the statuses in which an instance of that id is kept.</summary>
    public static StartOrchestrationOptions WithDedupeStatuses(
        this StartOrchestrationOptions options, params OrchestrationRuntimeStatus[] dedupeStatuses) =>
        options with { DedupeStatuses = [.. dedupeStatuses.Select(status => status.ToString())] };
}
