namespace Workflows.Domain.Orchestration;

/// <summary>Writes a line only when the orchestrator runs it for the first time, never on replay.</summary>
public interface IReplaySafeLogger
{
    /// <summary>Logs a message template in the style of Microsoft.Extensions.Logging.</summary>
    void Log(LogSeverity severity, string template, params object?[] arguments);
}
