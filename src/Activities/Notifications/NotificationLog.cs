using Microsoft.Extensions.Logging;
using Workflows.Domain.Gates;

namespace Workflows.Activities.Notifications;

/// <summary>What the notifications log. Links and whole addresses never stand in it.</summary>
internal static partial class NotificationLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Gate {Gate} waits for a decision ({Kind}): workflows gates shows it")]
    public static partial void Waiting(ILogger logger, string gate, GateNoticeKind kind);

    [LoggerMessage(Level = LogLevel.Information, Message = "Notice {Delivery} was taken by {Receiver} with {Status}")]
    public static partial void Delivered(ILogger logger, string delivery, string receiver, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notice {Delivery} goes out without links: {Reason}")]
    public static partial void WithoutLinks(ILogger logger, string delivery, string reason);
}
