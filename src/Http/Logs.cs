using Microsoft.Extensions.Logging;

namespace Workflows.Http;

internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Route} failed")]
    public static partial void RequestFailed(this ILogger logger, Exception exception, string method, string route);

    [LoggerMessage(2, LogLevel.Error, "{Method} {Route} was refused: the store cannot be used")]
    public static partial void StoreFailed(this ILogger logger, Exception exception, string method, string route);

    [LoggerMessage(3, LogLevel.Warning, "{Problem}")]
    public static partial void UnknownSetting(this ILogger logger, string problem);
}
