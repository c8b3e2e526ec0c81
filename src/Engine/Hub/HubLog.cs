using Microsoft.Extensions.Logging;

namespace Workflows.Engine.Hub;

internal static partial class HubLog
{
    [LoggerMessage(1, LogLevel.Information, "Taking up {Count} unfinished instances")]
    public static partial void Resuming(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Error, "The store refused a step; it is tried again in {Wait}. Nothing is lost")]
    public static partial void TurnRefused(ILogger logger, TimeSpan wait, Exception failure);

    [LoggerMessage(3, LogLevel.Warning, "Activity {Activity} of instance {InstanceId} failed: {Message}")]
    public static partial void ActivityFailed(ILogger logger, string activity, string instanceId, string message, Exception failure);

    [LoggerMessage(4, LogLevel.Error, "Instance {InstanceId} of {Orchestrator} failed: {Message}")]
    public static partial void OrchestrationFailed(ILogger logger, string orchestrator, string instanceId, string message);

    [LoggerMessage(5, LogLevel.Warning, "{Count} activities did not finish before the shutdown; they run again at the next start")]
    public static partial void ActivitiesAbandoned(ILogger logger, int count);
}
