namespace Workflows.Activities.Azurite;

/// <summary>The local stand-in for Azure Storage. It is started when nothing answers at its address, and stopped by whoever started it.</summary>
public interface IAzurite : IAsyncDisposable
{
    /// <summary>How storage clients reach it. Complete once <see cref="EnsureStartedAsync"/> has returned.</summary>
    string ConnectionString { get; }

    /// <summary>Returns when it answers. The first call may install the pinned package, which takes some seconds; later calls cost nothing.</summary>
    /// <exception cref="AzuriteException">It cannot be had: Node.js is missing, the port is taken, the installation failed. The message says what to do.</exception>
    Task EnsureStartedAsync(CancellationToken cancellationToken);
}
