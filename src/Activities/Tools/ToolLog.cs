using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Tools;

internal static partial class ToolLog
{
    [LoggerMessage(2700, LogLevel.Information, "Run {RunId}: agent {Agent}, turn {Turn}: {Summary} in {Seconds} s.")]
    public static partial void Called(ILogger logger, string runId, string agent, int turn, string summary, double seconds);
}
