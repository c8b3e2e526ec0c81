using Microsoft.Extensions.Logging;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Worker;

/// <summary>Passes on what is new and drops what is replayed.</summary>
internal sealed class ReplaySafeLogger(ILogger logger, OrchestrationSession session) : IReplaySafeLogger
{
    public void Log(LogSeverity severity, string template, params object?[] arguments)
    {
        if (session.IsReplaying)
        {
            return;
        }

        using var scope = logger.BeginScope(RunScope.Of(session.Header.Id, session.Header.Name));
        logger.Log(
            severity switch
            {
                LogSeverity.Debug => LogLevel.Debug,
                LogSeverity.Information => LogLevel.Information,
                LogSeverity.Warning => LogLevel.Warning,
                _ => LogLevel.Error,
            },
            template, arguments);
    }
}
