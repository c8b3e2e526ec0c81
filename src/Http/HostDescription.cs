using Workflows.Http.Live;

namespace Workflows.Http;

/// <summary>What a host tells about itself.</summary>
/// <param name="HostId">New at every start; whoever knows it can tell this process from another on the same port.</param>
/// <param name="Version">Version of the product.</param>
/// <param name="Store">The store behind the engine, with its version.</param>
/// <param name="Stopping">Cancelled when the host begins to stop: requests that wait then answer at once.</param>
public sealed record HostDescription(string HostId, string Version, string Store, CancellationToken Stopping)
{
    /// <summary>Those who listen to live updates.</summary>
    public LiveListeners Listeners { get; init; } = new();

    /// <summary>When the one command began that this host lives for, before any run went on; null for a host that serves.</summary>
    public DateTimeOffset? CommandSince { get; init; }
}
