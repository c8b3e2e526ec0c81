namespace Workflows.Activities.Models;

/// <summary>The connections to model services. Time limits are the caller's: answers of minutes are usual.</summary>
/// <param name="inner">Carries the calls in place of connections; null for connections.</param>
internal sealed class ModelHttp(HttpMessageHandler? inner = null) : IDisposable
{
    public HttpClient Client { get; } = new(inner ?? new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        // Another address would be sent the prompt; the settings name the one that is trusted.
        AllowAutoRedirect = false,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose() => Client.Dispose();
}
