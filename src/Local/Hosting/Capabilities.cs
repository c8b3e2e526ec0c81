using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Execution;
using Workflows.Activities.Logging;
using Workflows.Activities.Models;
using Workflows.Activities.OpenApi;
using Workflows.Activities.Prompts;

namespace Workflows.Local.Hosting;

/// <summary>The capabilities that this host has, and where it logs.</summary>
internal static class Capabilities
{
    public static IServiceCollection AddCapabilities(this IServiceCollection services, IConfiguration configuration) => services
        .AddArtifacts(configuration)
        .AddOpenApi(configuration)
        .AddPrompts(configuration)
        .AddModels(configuration)
        .AddChecksAndExecution(configuration);

    public static ILoggingBuilder AddLogTarget(this ILoggingBuilder logging, LogTarget target, HostSettings settings, IConfiguration configuration)
    {
        if (target == LogTarget.Console)
        {
            return logging.AddWorkflowLogging(configuration);
        }

        if (Enum.TryParse<LogLevel>(configuration["LOG_LEVEL"], ignoreCase: true, out var level))
        {
            logging.SetMinimumLevel(level);
        }

        logging.Services.AddSingleton<ILoggerProvider>(services => new FileLoggerProvider(settings.LogFolder, services.GetRequiredService<TimeProvider>()));
        return logging;
    }
}
