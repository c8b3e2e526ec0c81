namespace Workflows.Activities.Models;

/// <summary>The connections to model services. Time limits are the caller's: answers of minutes are usual.</summary>
internal sealed class ModelHttp : IDisposable
{
    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        // Another address would be sent the prompt; the settings name the one that is trusted.
        AllowAutoRedirect = false,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose() => Client.Dispose();
}
