using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Logging;
using Workflows.Domain.Orchestration;

namespace Workflows.Functions.Orchestration;

/// <summary>Writes through the engine's own replay-safe logger, with the values that every line of a run carries.</summary>
internal sealed class ReplaySafeLogger(TaskOrchestrationContext context) : IReplaySafeLogger
{
    private const string Category = "Workflows.Orchestration";

    private readonly ILogger _logger = context.CreateReplaySafeLogger(Category);

    public void Log(LogSeverity severity, string template, params object?[] arguments)
    {
        using var scope = RunScope.Begin(_logger, context.InstanceId, context.Name.Name);
        _logger.Log(
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
