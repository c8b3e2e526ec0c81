using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workflows.Http.Product;

namespace Workflows.Http.Hosting;

/// <summary>Warns at the start of a host of settings that nothing reads.</summary>
/// <param name="configuration">The settings.</param>
/// <param name="logger">Where to.</param>
public sealed class UnknownSettings(IConfiguration configuration, ILogger<UnknownSettings> logger) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var problem in OrchSettings.Unknown(configuration))
        {
            logger.UnknownSetting(problem);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
