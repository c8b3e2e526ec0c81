using Microsoft.Extensions.Hosting;

namespace Workflows.Activities.Azurite;

/// <summary>Starts Azurite with the host, so that a missing Node.js is told at once and not by the first run. The container stops it.</summary>
internal sealed class AzuriteStarter(IAzurite azurite) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => azurite.EnsureStartedAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
