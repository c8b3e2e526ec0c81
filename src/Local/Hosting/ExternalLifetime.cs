using Microsoft.Extensions.Hosting;

namespace Workflows.Local.Hosting;

/// <summary>Leaves Ctrl+C and SIGTERM to the command: a host inside it handles no signals of its own.</summary>
internal sealed class ExternalLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
