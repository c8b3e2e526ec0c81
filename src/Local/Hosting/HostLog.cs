using Microsoft.Extensions.Logging;

namespace Workflows.Local.Hosting;

internal static partial class HostLog
{
    [LoggerMessage(1, LogLevel.Warning, "Runs that wait for a budget could not be looked up at the start: {Reason}")]
    public static partial void BudgetsUnreadable(ILogger logger, string reason);
}
