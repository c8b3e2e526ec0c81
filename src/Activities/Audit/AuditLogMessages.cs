using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Audit;

internal static partial class AuditLogMessages
{
    [LoggerMessage(2900, LogLevel.Information, "The audit log at {Location} is open: {Entries} entries of {Runs} runs")]
    public static partial void Opened(ILogger logger, string location, long entries, int runs);

    [LoggerMessage(2901, LogLevel.Warning, "The audit log at {Location} ended with a write that a crash broke off after entry {Sequence}; nobody was told that it was done. It lies in {Aside} now")]
    public static partial void MovedAside(ILogger logger, string location, long sequence, string aside);
}
