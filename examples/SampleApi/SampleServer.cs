using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Workflows.SampleApi;

/// <summary>The API that the example documents describe, as a server of its own.</summary>
public static class SampleServer
{
    private const int MaxBodyBytes = 64 * 1024;

    /// <summary>Builds the server without starting it. Nothing of the machine's settings gets in: no environment, no appsettings.json of the current folder.</summary>
    /// <param name="url">Where it listens; port 0 takes a free one.</param>
    public static WebApplication Create(string url)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaxBodyBytes).UseUrls(url);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var app = builder.Build();
        app.MapSampleApi();
        return app;
    }

    /// <summary>Starts the server on a free port of the loopback address.</summary>
    /// <returns>The running server, which its owner disposes of, and its address without a trailing slash.</returns>
    public static Task<(WebApplication Server, string Url)> StartAsync(CancellationToken cancellationToken) => StartAsync("http://127.0.0.1:0", cancellationToken);

    /// <summary>Starts the server.</summary>
    /// <param name="url">Where it listens; port 0 takes a free one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The running server, which its owner disposes of, and its address without a trailing slash.</returns>
    public static async Task<(WebApplication Server, string Url)> StartAsync(string url, CancellationToken cancellationToken)
    {
        var server = Create(url);
        try
        {
            await server.StartAsync(cancellationToken);
            var addresses = server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
            return (server, addresses.Addresses.First());
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
