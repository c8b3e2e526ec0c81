using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Logging;

namespace Workflows.Local.Hosting;

/// <summary>Where this host logs.</summary>
internal static class LogTargets
{
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
