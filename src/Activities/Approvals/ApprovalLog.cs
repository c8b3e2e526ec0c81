using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Approvals;

internal static partial class ApprovalLog
{
    [LoggerMessage(5000, LogLevel.Error, "A signed link was refused because the keys cannot be used")]
    public static partial void KeysUnusable(ILogger logger, Exception exception);
}
