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
        // Level, format and what is kept quiet are the same for both, and a wrong setting is told by both.
        logging.AddWorkflowLogging(configuration);
        if (target == LogTarget.File)
        {
            logging.ClearProviders();
            logging.Services.AddSingleton<ILoggerProvider>(services => new FileLoggerProvider(settings.LogFolder, services.GetRequiredService<TimeProvider>()));
        }

        return logging;
    }
}
